package dev.atelier.rows;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@link Outcome} rows of one value type: {@code row_id, status, reused, reasons, message, payload, value}. */
public final class OutcomeCodec<T extends Record> implements Serializable {
    private static final long serialVersionUID = 1L;
    private final RowCodec<T> value;

    private OutcomeCodec(Class<T> type) {
        this.value = RowCodec.of(type);
    }

    public static <T extends Record> OutcomeCodec<T> of(Class<T> type) {
        return new OutcomeCodec<>(type);
    }

    public StructType schema() {
        return new StructType()
                .add("row_id", DataTypes.StringType, false)
                .add("status", DataTypes.StringType, false)
                .add("reused", DataTypes.BooleanType, false)
                .add("reasons", DataTypes.createArrayType(DataTypes.StringType, false), false)
                .add("message", DataTypes.StringType)
                .add("payload", DataTypes.StringType)
                .add("value", value.schema());
    }

    public Encoder<Row> encoder() {
        return Encoders.row(schema());
    }

    public Row toRow(Outcome<T> outcome) {
        return RowFactory.create(
                outcome.rowId(),
                outcome.status().name().toLowerCase(Locale.ROOT),
                outcome.reused(),
                outcome.reasons().toArray(),
                outcome.message(),
                outcome.payload(),
                outcome.value() == null ? null : value.toRow(outcome.value()));
    }

    public Outcome<T> fromRow(Row row) {
        Row cell = row.getAs("value");
        return new Outcome<>(
                row.getAs("row_id"),
                Outcome.Status.valueOf(row.<String>getAs("status").toUpperCase(Locale.ROOT)),
                row.<Boolean>getAs("reused"),
                SeqView.asList(row.getAs("reasons")).stream()
                        .map(String.class::cast)
                        .toList(),
                row.getAs("message"),
                row.getAs("payload"),
                cell == null ? null : value.fromRow(cell));
    }

    /** The value's column in an outcome table, as a list of column expressions: {@code value.item_id} ... */
    public List<String> valueColumns() {
        return List.of(value.schema().fieldNames()).stream()
                .map(name -> "value." + name)
                .toList();
    }
}
