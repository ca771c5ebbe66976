package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import dev.atelier.rows.OutcomeCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Finds rows of {@code rejected_items} that were rejected for being like one of these rows of the same run. */
final class Duplicates implements UDF2<String, String, Boolean> {
    private static final long serialVersionUID = 1L;
    private final HashMap<String, List<Set<String>>> rows;

    /** @param rows by version's folder: ids of source rows of the runs that it belongs to */
    Duplicates(Map<String, List<Set<String>>> rows) {
        this.rows = new HashMap<>(rows);
    }

    Column found() {
        return udf(this, DataTypes.BooleanType).apply(col(Folder.VERSION), col(OutcomeCodec.MESSAGE));
    }

    @Override
    public Boolean call(String version, String message) {
        return message != null
                && rows.getOrDefault(version, List.of()).stream()
                        .flatMap(Set::stream)
                        .anyMatch(row -> message.contains(" row " + row + ", which "));
    }
}
