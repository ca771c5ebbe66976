package dev.atelier.rows;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@link Outcome} rows of one value type: {@code row_id, status, reused, reasons, message, payload, value, effects}. The last
 * are {@link Effect}s of the stage's rules on the row; null where it has none.
 */
public final class OutcomeCodec<T extends Record> implements Serializable {
    private static final long serialVersionUID = 1L;
    public static final String ROW_ID = "row_id";
    public static final String REUSED = "reused";
    public static final String REASONS = "reasons";
    public static final String MESSAGE = "message";
    public static final String PAYLOAD = "payload";
    public static final String VALUE = "value";
    public static final String EFFECTS = "effects";
    private static final String STATUS = "status";

    private final RowCodec<T> value;

    private OutcomeCodec(Class<T> type) {
        this.value = RowCodec.of(type);
    }

    public static <T extends Record> OutcomeCodec<T> of(Class<T> type) {
        return new OutcomeCodec<>(type);
    }

    public StructType schema() {
        return new StructType()
                .add(ROW_ID, DataTypes.StringType, false)
                .add(STATUS, DataTypes.StringType, false)
                .add(REUSED, DataTypes.BooleanType, false)
                .add(REASONS, DataTypes.createArrayType(DataTypes.StringType, false), false)
                .add(MESSAGE, DataTypes.StringType)
                .add(PAYLOAD, DataTypes.StringType)
                .add(VALUE, value.schema())
                .add(
                        EFFECTS,
                        DataTypes.createArrayType(RowCodec.of(Effect.class).schema()));
    }

    /** Of outcomes with that fate. */
    public static Column is(Outcome.Status status) {
        return functions.col(STATUS).equalTo(word(status));
    }

    /** Of failed outcomes that stand for a whole file: their reason says so. */
    public static Column isFile() {
        return is(Outcome.Status.FAILED)
                .and(functions.get(functions.col(REASONS), functions.lit(0)).endsWith("_file"));
    }

    /**
     * Outcomes made of columns: rejected where there is a reason.
     *
     * @param reused counts for kept rows only
     * @param reason null where the row is kept; so are then {@code message} and {@code payload}
     * @param effects of rules on the row
     */
    public static Column[] keptOrRejected(
            Column rowId, Column reused, Column reason, Column message, Column payload, Column value, Column effects) {
        return new Column[] {
            rowId.as(ROW_ID),
            functions
                    .when(reason.isNull(), word(Outcome.Status.KEPT))
                    .otherwise(word(Outcome.Status.REJECTED))
                    .as(STATUS),
            reason.isNull().and(reused).as(REUSED),
            functions.filter(functions.array(reason), Column::isNotNull).as(REASONS),
            message.as(MESSAGE),
            payload.as(PAYLOAD),
            value.as(VALUE),
            effects.as(EFFECTS)
        };
    }

    /** What rules did with each row, as {@link #did(Effect.Kind, String)} spells it. */
    public static Column did() {
        return functions.transform(
                functions.col(EFFECTS),
                effect -> functions.concat(effect.getField("kind"), functions.lit(" "), effect.getField("rule")));
    }

    /** That a rule did such a thing. */
    public static String did(Effect.Kind kind, String rule) {
        return kind.name().toLowerCase(Locale.ROOT) + " " + rule;
    }

    private static Column word(Outcome.Status status) {
        return functions.lit(status.name().toLowerCase(Locale.ROOT));
    }

    public Encoder<Row> encoder() {
        return Encoders.row(schema());
    }

    public Row toRow(Outcome<T> outcome) {
        return toRow(outcome, List.of());
    }

    /** @param effects of the stage's rules on the row */
    public Row toRow(Outcome<T> outcome, List<Effect> effects) {
        return RowFactory.create(
                outcome.rowId(),
                outcome.status().name().toLowerCase(Locale.ROOT),
                outcome.reused(),
                outcome.reasons().toArray(),
                outcome.message(),
                outcome.payload(),
                outcome.value() == null ? null : value.toRow(outcome.value()),
                effects.isEmpty()
                        ? null
                        : effects.stream().map(RowCodec.of(Effect.class)::toRow).toArray());
    }

    public Outcome<T> fromRow(Row row) {
        Row cell = row.getAs(VALUE);
        return new Outcome<>(
                row.getAs(ROW_ID),
                Outcome.Status.valueOf(row.<String>getAs(STATUS).toUpperCase(Locale.ROOT)),
                row.<Boolean>getAs(REUSED),
                SeqView.asList(row.getAs(REASONS)).stream()
                        .map(String.class::cast)
                        .toList(),
                row.getAs(MESSAGE),
                row.getAs(PAYLOAD),
                cell == null ? null : value.fromRow(cell));
    }
}
