package dev.atelier.plan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Plan;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Items to their requests of one modality: one {@link Plan} for each item. A slot {@code text.<field>} of a picture's prompt
 * takes the item's text artifact of that field with the lowest candidate number.
 */
public final class PlanStage implements Stage {
    private final Modality modality;
    private final PlanConf conf;
    private final List<TemplateConf> templates;
    private final List<ModelSpec> models;
    private final Set<String> mapped;
    private final boolean quotes;

    /**
     * @param mapped attributes that the sources map
     * @throws dev.atelier.stage.ConfError if a template names a model that is not there
     */
    public PlanStage(Modality modality, PlanConf conf, List<ModelSpec> models, Set<String> mapped) {
        this.modality = modality;
        this.conf = conf;
        this.mapped = Set.copyOf(mapped);
        this.templates = conf.of(modality);
        PlanCheck.models(templates, models);
        this.models = models.stream()
                .filter(m -> templates.stream().anyMatch(t -> t.model().equals(m.name())))
                .toList();
        this.quotes = modality == Modality.IMAGE && templates.stream().anyMatch(PlanStage::quotes);
    }

    private static boolean quotes(TemplateConf template) {
        String what = "prompt of template " + template.name();
        return !Slots.textFieldsIn(Slots.of(what, Slots.compile(what, template.prompt())))
                .isEmpty();
    }

    @Override
    public String name() {
        return modality == Modality.TEXT ? "plan-text" : "plan-images";
    }

    @Override
    public List<Input> inputs() {
        return quotes ? List.of(Nouns.ITEMS, Nouns.artifacts(Modality.TEXT)) : List.of(Nouns.ITEMS);
    }

    @Override
    public Output output() {
        return Output.lists(Plan.class, "requests", Nouns.requests(modality));
    }

    @Override
    public void facts(IdWriter facts) {
        templates.forEach(template -> facts.record("template", template));
        models.forEach(model -> facts.part("model", model.written()));
    }

    /** @throws dev.atelier.stage.ConfError if a template has a slot that no item can fill */
    @Override
    public Dataset<Row> apply(Tables tables) {
        Dataset<Row> items = tables.read(Nouns.ITEMS);
        PlanCheck.slots(conf, modality, mapped, items);
        if (quotes) {
            items = items.join(texts(tables), items.col(Nouns.ITEM_ID).equalTo(col("text_of")), "left");
        } else {
            items = items.repartition(col(Nouns.ITEM_ID)); // the table's files say nothing of the work
        }
        return items.map(
                new PlanRow(templates, models), OutcomeCodec.of(Plan.class).encoder());
    }

    /** Columns {@code text_of} (item id) and {@code texts}: one text for each field. */
    private static Dataset<Row> texts(Tables tables) {
        return tables.read(Nouns.artifacts(Modality.TEXT))
                .groupBy(col(Nouns.ITEM_ID), col(Nouns.FIELD))
                .agg(min(struct(Nouns.CANDIDATE, Nouns.ARTIFACT_ID, Nouns.TEXT)).as("first"))
                .groupBy(col(Nouns.ITEM_ID).as("text_of"))
                .agg(collect_list(struct(
                                col(Nouns.FIELD),
                                col("first." + Nouns.ARTIFACT_ID).as(Nouns.ARTIFACT_ID),
                                col("first." + Nouns.TEXT).as(Nouns.TEXT)))
                        .as("texts"));
    }
}
