package dev.atelier.rows;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Where the wanted columns stand in the rows of a table, worked out once for each schema. Rows of one task share one
 * schema object, so the last few are known by identity.
 */
final class KnownSchemas {
    private static final int KEPT = 16;

    private record Known(StructType schema, int[] positions) {}

    private final String owner;
    private final StructType wanted;
    private volatile Known[] recent = {};

    KnownSchemas(String owner, StructType wanted) {
        this.owner = owner;
        this.wanted = wanted;
    }

    /** @throws IllegalArgumentException if a column is missing or of another type */
    @SuppressWarnings("ReferenceEquality") // equality is asked once a schema, in learn
    int[] positions(StructType schema) {
        for (Known known : recent) {
            if (known.schema == schema) {
                return known.positions;
            }
        }
        return learn(schema);
    }

    private synchronized int[] learn(StructType schema) {
        if (schema == null) {
            throw new IllegalArgumentException("Cannot read " + owner + " from a row without schema");
        }
        int[] positions = Arrays.stream(recent)
                .filter(known -> known.schema.equals(schema))
                .findFirst()
                .map(Known::positions)
                .orElseGet(() -> find(schema));
        Known[] next = Arrays.copyOf(recent, Math.min(recent.length + 1, KEPT));
        System.arraycopy(recent, 0, next, 1, next.length - 1);
        next[0] = new Known(schema, positions);
        recent = next;
        return positions;
    }

    private int[] find(StructType schema) {
        int[] positions = new int[wanted.size()];
        for (int i = 0; i < positions.length; i++) {
            StructField field = wanted.fields()[i];
            positions[i] = Arrays.asList(schema.fieldNames()).indexOf(field.name());
            if (positions[i] < 0) {
                throw new IllegalArgumentException("No column " + field.name() + " for " + owner + " (the row has "
                        + String.join(", ", schema.fieldNames()) + ")");
            }
            DataType found = schema.fields()[positions[i]].dataType();
            if (!readable(found, field.dataType())) {
                throw new IllegalArgumentException("Column " + field.name() + " of " + owner + " is "
                        + found.simpleString() + " (must be " + field.dataType().simpleString() + ")");
            }
        }
        return positions;
    }

    private static boolean readable(DataType found, DataType wanted) {
        return found.getClass() == wanted.getClass()
                || found instanceof NullType
                || (found instanceof NumericType && wanted instanceof NumericType);
    }
}
