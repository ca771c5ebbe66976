package dev.atelier.collect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Values of Parquet columns as text. What bytes mean:
 * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
final class ParquetText {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private ParquetText() {}

    /** Why a column of that type cannot be read; empty if it can. */
    static Optional<String> unreadable(Type type, String inside) {
        if (type.isPrimitive()) {
            LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
            PrimitiveType primitive = type.asPrimitiveType();
            boolean bytes = meaning instanceof BsonLogicalTypeAnnotation
                    || (primitive.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                            && !(meaning instanceof DecimalLogicalTypeAnnotation)
                            && !(meaning instanceof UUIDLogicalTypeAnnotation));
            return bytes ? Optional.of("its type is " + primitive.toString().strip() + ", bytes") : Optional.empty();
        }
        GroupType group = type.asGroupType();
        if (ParquetColumn.isList(group) || (ParquetColumn.isMap(group) && inside != null)) {
            Type element = element(group);
            return element != null && element.isPrimitive()
                    ? unreadable(element, null)
                    : Optional.of("its elements are neither text nor numbers");
        } else if (ParquetColumn.isMap(group)) {
            return Optional.of("it is a map: name one of its keys, as in " + type.getName() + ".colour");
        }
        return Optional.of("it is a structure: name one of its fields, such as " + type.getName() + "."
                + group.getType(0).getName());
    }

    /** What a list holds, in each of the ways that lists are written, or a map's values; null for structures. */
    private static Type element(GroupType listOrMap) {
        Type repeated = listOrMap.getType(0);
        if (repeated.isPrimitive()) {
            return repeated;
        }
        GroupType entry = repeated.asGroupType();
        int fields = ParquetColumn.isMap(listOrMap) ? 2 : 1;
        return entry.getFieldCount() == fields ? entry.getType(fields - 1) : null;
    }

    /** The field's value, or what stands {@code inside} its list or map; null for none. Lists are joined with commas. */
    static Cell of(Group row, String field, String inside) {
        Type type = row.getType().getType(field);
        int count = row.getFieldRepetitionCount(field);
        if (count == 0) {
            return null;
        } else if (type.isPrimitive()) {
            return Cell.joined(values(row, field));
        }
        Group group = row.getGroup(field, 0);
        List<Cell> all = ParquetColumn.isMap(type.asGroupType()) ? under(inside, group) : elements(group);
        if (inside != null && ParquetColumn.isList(type.asGroupType())) {
            int place = Integer.parseInt(inside);
            return place < all.size() ? all.get(place) : null;
        }
        all.removeIf(Objects::isNull);
        return Cell.joined(all);
    }

    private static List<Cell> elements(Group list) {
        Type repeated = list.getType().getType(0);
        if (repeated.isPrimitive()) {
            return values(list, repeated.getName());
        }
        String element = repeated.asGroupType().getFieldName(0);
        List<Cell> all = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            all.add(Cell.joined(values(list.getGroup(0, i), element)));
        }
        return all;
    }

    private static List<Cell> under(String key, Group map) {
        GroupType entry = map.getType().getType(0).asGroupType();
        List<Cell> all = new ArrayList<>();
        for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
            Group pair = map.getGroup(0, i);
            if (scalar(pair, entry.getFieldName(0), 0).text().equals(key)) {
                all.add(Cell.joined(values(pair, entry.getFieldName(1))));
            }
        }
        return all;
    }

    private static List<Cell> values(Group row, String field) {
        List<Cell> all = new ArrayList<>();
        for (int i = 0; i < row.getFieldRepetitionCount(field); i++) {
            all.add(scalar(row, field, i));
        }
        return all;
    }

    private static Cell scalar(Group row, String field, int i) {
        PrimitiveType type = row.getType().getType(field).asPrimitiveType();
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> Cell.text(Boolean.toString(row.getBoolean(field, i)));
            case FLOAT -> Cell.number(row.getFloat(field, i));
            case DOUBLE -> Cell.number(row.getDouble(field, i));
            case INT32 -> whole(row.getInteger(field, i), 32, meaning);
            case INT64 -> whole(row.getLong(field, i), 64, meaning);
            case INT96 -> int96(row.getInt96(field, i));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(row.getBinary(field, i), meaning);
        };
    }

    private static Cell whole(long value, int bits, LogicalTypeAnnotation meaning) {
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return Cell.number(BigDecimal.valueOf(value, decimal.getScale()));
        } else if (meaning instanceof DateLogicalTypeAnnotation) {
            return Cell.text(LocalDate.ofEpochDay(value).toString());
        } else if (meaning instanceof TimeLogicalTypeAnnotation time) {
            return Cell.time(LocalTime.ofNanoOfDay(value * nanos(time.getUnit())));
        } else if (meaning instanceof TimestampLogicalTypeAnnotation time) {
            return timestamp(value, nanos(time.getUnit()));
        } else if (meaning instanceof IntLogicalTypeAnnotation integer && !integer.isSigned() && value < 0) {
            return Cell.number(BigInteger.valueOf(value).add(BigInteger.ONE.shiftLeft(bits)));
        }
        return Cell.number(BigInteger.valueOf(value));
    }

    private static Cell bytes(Binary value, LogicalTypeAnnotation meaning) {
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return Cell.number(new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()));
        } else if (meaning instanceof UUIDLogicalTypeAnnotation) {
            ByteBuffer halves = value.toByteBuffer();
            return Cell.text(new UUID(halves.getLong(), halves.getLong()).toString());
        }
        return Cell.text(Characters.of(value.getBytes(), StandardCharsets.UTF_8));
    }

    private static long nanos(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000_000;
            case MICROS -> 1_000;
            case NANOS -> 1;
        };
    }

    private static Cell timestamp(long value, long nanosEach) {
        long perSecond = NANOS_PER_SECOND / nanosEach;
        long seconds = Math.floorDiv(value, perSecond);
        int rest = (int) (Math.floorMod(value, perSecond) * nanosEach);
        return Cell.time(LocalDateTime.ofEpochSecond(seconds, rest, ZoneOffset.UTC));
    }

    /** 8 bytes of nanoseconds in the day, 4 bytes of Julian day, little endian: as Impala, Hive and old Spark write times. */
    private static Cell int96(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        LocalDate day = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, bytes.getInt());
        return Cell.time(day.atStartOfDay().plusNanos(nanos));
    }
}
