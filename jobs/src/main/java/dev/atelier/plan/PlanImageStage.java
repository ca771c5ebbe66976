package dev.atelier.plan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import dev.atelier.domain.Modality;
import dev.atelier.domain.Plan;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.Stage;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Items to their picture requests: one {@link Plan} for each item. A slot {@code text.<field>} takes the item's text
 * artifact of that field with the lowest candidate number.
 */
public final class PlanImageStage implements Stage {
    private final PlanConf conf;
    private final List<ModelChoice> models;
    private final Supplier<Dataset<Row>> artifacts;

    /**
     * @param artifacts rows of {@link dev.atelier.domain.Artifact}, the texts among them; asked for only if a prompt
     *     quotes a text
     * @throws dev.atelier.stage.ConfError if a template names a model that is not there
     */
    public PlanImageStage(PlanConf conf, List<ModelChoice> models, Supplier<Dataset<Row>> artifacts) {
        PlanCheck.models(conf.of(Modality.IMAGE), models);
        this.conf = conf;
        this.models = List.copyOf(models);
        this.artifacts = artifacts;
    }

    @Override
    public String name() {
        return "plan-images";
    }

    /**
     * @param in rows of {@link dev.atelier.domain.Item}
     * @throws dev.atelier.stage.ConfError if a template has a slot that no item can fill
     */
    @Override
    public Dataset<Row> apply(Dataset<Row> in) {
        PlanCheck.slots(conf, Modality.IMAGE, in);
        List<TemplateConf> templates = conf.of(Modality.IMAGE);
        boolean quotes = templates.stream()
                .anyMatch(t -> !Slots.textFieldsIn(Slots.of("prompt", Slots.compile("prompt", t.prompt())))
                        .isEmpty());
        Dataset<Row> items = quotes ? in.join(texts(), in.col("item_id").equalTo(col("text_of")), "left") : in;
        return items.map(
                new PlanRow(templates, models), OutcomeCodec.of(Plan.class).encoder());
    }

    /** Columns {@code text_of} (item id) and {@code texts}: one text for each field. */
    private Dataset<Row> texts() {
        return artifacts
                .get()
                .where("modality = 'text'")
                .groupBy(col("item_id"), col("field"))
                .agg(min(struct("candidate", "artifact_id", "text")).as("first"))
                .groupBy(col("item_id").as("text_of"))
                .agg(collect_list(struct(
                                col("field"),
                                col("first.artifact_id").as("artifact_id"),
                                col("first.text").as("text")))
                        .as("texts"));
    }
}
