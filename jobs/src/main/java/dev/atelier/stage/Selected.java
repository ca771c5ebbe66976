package dev.atelier.stage;

import dev.atelier.domain.IdWriter;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the policy selects of all that was made so far: what later passes build on. */
public interface Selected {
    /** Columns of {@link #soFar}, beside the item's id and the field. */
    String ARTIFACT_ID = Nouns.ARTIFACT_ID, TEXT = Nouns.TEXT;

    /**
     * The best selected candidate of each item and field.
     *
     * @return columns {@code item_id, field, artifact_id, text}; {@code artifact_id} is null where none of the candidates
     *     passed, {@code text} also for pictures. No row where nothing was made
     */
    Dataset<Row> soFar(Tables tables, Set<String> fields);

    /** What decides it beside the tables. */
    void facts(IdWriter facts, Set<String> fields);
}
