package dev.atelier.stage;

import dev.atelier.domain.IdWriter;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One arrow of the flow: tables in, one outcome for each row of the first of them out. */
public interface Stage {
    /** The word for it in the funnel, in messages and in folder names. */
    String name();

    /** Everything it reads. Each row of the first table, or of its parts, is accounted for; files come after the tables. */
    List<Input> inputs();

    /** What its outcomes become. */
    Output output();

    /** Writes everything else that decides its result: its configuration, its models. */
    void facts(IdWriter facts);

    /** Words of its rules, which its outcomes name in their effects; each is counted. */
    default List<String> rules() {
        return List.of();
    }

    /** Whether what its rules did with each row is published, as table {@code trace}. */
    default boolean traced() {
        return false;
    }

    /**
     * Plans the work; the run writes the result once and only then reads it.
     *
     * @param tables where its inputs are read
     * @return rows of {@link dev.atelier.rows.Outcome}, one for each row of the first input
     */
    Dataset<Row> apply(Tables tables);

    /**
     * Removes what lies beside the tables, of this run or others, and has another digest than its name says; then it is lost.
     *
     * @return how many
     */
    default long removeAltered(Tables tables) {
        return 0;
    }

    /**
     * What of its result lies beside the tables and is gone or damaged, as a sentence; then the stage is taken again. Asked
     * where nothing else says so, with its output among the tables.
     */
    default Optional<String> lost(Tables tables) {
        return Optional.empty();
    }

    /**
     * How many rows are on record for having ended a process, or for having no answer, alone. A job that failed is planned
     * again as long as there are more each time.
     */
    default long found(Tables tables) {
        return 0;
    }

    /** Clears what only an unfinished stage needs; called once its result is written and remembered. */
    default void done(Tables tables) {}
}
