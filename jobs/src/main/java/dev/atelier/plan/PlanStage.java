package dev.atelier.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Plan;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Selected;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Items to their requests of one modality in one pass: one {@link Plan} for each item. A slot {@code text.<field>} takes the
 * text that the policy selects of that field; in further rounds only fields are asked for of which it selected nothing.
 */
public final class PlanStage implements Stage {
    private final PlanConf conf;
    private final Modality modality;
    private final Pass pass;
    private final Round round;
    private final List<ModelSpec> models;
    private final Set<String> mapped;
    private final Selected selected;
    /** Fields whose standing decides the plan. */
    private final Set<String> looksAt = new TreeSet<>();

    /**
     * @param mapped attributes that the sources map
     * @param selected what the policy says of what was made before
     * @throws dev.atelier.stage.ConfError if a template names a model that is not there
     */
    public PlanStage(
            PlanConf conf,
            Modality modality,
            Pass pass,
            List<ModelSpec> models,
            Set<String> mapped,
            Selected selected) {
        this.conf = conf;
        this.modality = modality;
        this.pass = pass;
        this.mapped = Set.copyOf(mapped);
        this.selected = selected;
        this.round = conf.round(pass).of(modality);
        PlanCheck.models(round.templates(), models);
        this.models = models.stream()
                .filter(m -> round.templates().stream().anyMatch(t -> t.model().equals(m.name())))
                .toList();
        round.templates().forEach(template -> looksAt.addAll(template.quoted()));
        looksAt.retainAll(conf.textFields()); // others are refused with their slots
        if (round.number() > 1) {
            looksAt.addAll(round.fields());
        }
    }

    @Override
    public String name() {
        return pass.named("plan", modality);
    }

    @Override
    public List<Input> inputs() {
        return looksAt.isEmpty() ? List.of(Nouns.ITEMS) : List.of(Nouns.ITEMS, Nouns.SCORES, Nouns.ARTIFACTS);
    }

    @Override
    public Output output() {
        return Output.lists(Plan.class, "requests", pass.requests(modality));
    }

    @Override
    public List<String> rules() {
        Stream<String> again =
                round.number() == 1 ? Stream.empty() : round.fields().stream().map(PlanRow::again);
        return looksAt.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(Slots.NO_TEXT), again).toList();
    }

    @Override
    public void facts(IdWriter facts) {
        round.templates().forEach(template -> facts.record("template", template));
        round.earlier().forEach(template -> facts.record("earlier", template));
        models.forEach(model -> facts.part("model", model.written()));
        facts.number("round", round.number(), 1);
        facts.number("sample", conf.sample() == null ? 0 : conf.sample(), 0);
        if (!looksAt.isEmpty()) {
            selected.facts(facts, looksAt);
        }
    }

    /** @throws dev.atelier.stage.ConfError if a template has a slot that no item can fill */
    @Override
    public Dataset<Row> apply(Tables tables) {
        Dataset<Row> items = tables.read(Nouns.ITEMS);
        PlanCheck.slots(conf, round.templates(), mapped, items);
        Dataset<Row> known = looksAt.isEmpty()
                ? items.repartition(col(Nouns.ITEM_ID)) // the table's files say nothing of the work
                : withStanding(items, tables);
        return sampled(known)
                .map(new PlanRow(round, models), OutcomeCodec.of(Plan.class).encoder());
    }

    private Dataset<Row> withStanding(Dataset<Row> items, Tables tables) {
        Dataset<Row> standing = selected.soFar(tables, looksAt)
                .groupBy(col(Nouns.ITEM_ID).as("standing_of"))
                .agg(collect_list(struct(Nouns.FIELD, Selected.ARTIFACT_ID, Selected.TEXT))
                        .as(PlanRow.STANDING));
        return items.join(standing, items.col(Nouns.ITEM_ID).equalTo(col("standing_of")), "left");
    }

    /** With the word whether an item is in the sample: those of the lowest hashes, whatever their order. */
    private Dataset<Row> sampled(Dataset<Row> items) {
        if (conf.sample() == null) {
            return items;
        }
        Dataset<Row> some = items.select(col(Nouns.ITEM_ID).as("sampled_id"))
                .orderBy(xxhash64(col("sampled_id")), col("sampled_id"))
                .limit(conf.sample())
                .withColumn("in_sample", lit(true));
        return items.join(some, items.col(Nouns.ITEM_ID).equalTo(col("sampled_id")), "left")
                .withColumn(PlanRow.SAMPLED, coalesce(col("in_sample"), lit(false)))
                .drop("sampled_id", "in_sample");
    }
}
