package dev.atelier.stage;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One arrow of the flow: a table in, a table of {@code Outcome} rows out, one for each row that came in. */
public interface Stage {
    /** The word for it in the funnel, in messages and in folder names. */
    String name();

    /**
     * Plans the work; the pipeline writes the result once and only then reads it.
     *
     * @param in rows of the stage's input record
     * @return rows of {@link dev.atelier.rows.Outcome}, as many as {@code in} has
     */
    Dataset<Row> apply(Dataset<Row> in);
}
