package dev.atelier.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Samples;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Plan;
import dev.atelier.domain.Target;
import dev.atelier.domain.Text;
import dev.atelier.domain.VendorSettings;
import dev.atelier.domain.WriteText;
import dev.atelier.rows.Outcome;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Selected;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class PlanStagesTest {
    private static final List<Item> ITEMS = Stream.concat(
                    IntStream.range(0, 20)
                            .mapToObj(i ->
                                    Templates.item("" + i, "Mug " + i, null, "en", new Attribute("colour", "red"))),
                    Stream.of(Templates.item("20", "Bare mug", null, "en")))
            .toList();

    private final Tables tables = Samples.tables();

    private List<Outcome<Plan>> run(Stage stage, int files) {
        Samples.write(tables, Nouns.ITEMS, ITEMS, files);
        return Samples.outcomes(stage, tables, Plan.class);
    }

    private static Artifact text(String item, int candidate, String text) {
        return new Artifact(
                "a" + item + "-" + candidate,
                "r" + item + "-" + candidate,
                new Target(item, "scene", candidate),
                new Text(text, "00", 1, "stop", -1.0),
                1,
                "");
    }

    @Test
    void everyItemHasOneOutcomeAndTheRowThatLacksASlotIsQuarantined() {
        Stage stage = stage(
                Modality.TEXT,
                Templates.plan(Templates.text("title", "{{name}} {{attributes.colour}}", 2, SeedPolicy.CONTENT)),
                Templates.MODELS,
                Set.of());
        List<Outcome<Plan>> outcomes = run(stage, 3);
        assertThat(outcomes).hasSize(ITEMS.size());
        assertThat(outcomes.stream().filter(o -> o.status() == Outcome.Status.FAILED))
                .singleElement()
                .satisfies(o -> {
                    assertThat(o.rowId()).isEqualTo("20");
                    assertThat(o.reasons()).containsExactly("empty_slot");
                    assertThat(o.payload()).contains("Bare mug");
                });
        assertThat(outcomes.get(0).value().requests()).hasSize(2);
        assertThat(run(stage, 1)).isEqualTo(outcomes);
        assertThat(run(stage, 7)).isEqualTo(outcomes);
    }

    @Test
    void anAttributeThatASourceMapsMayBeEmptyInEveryRow() {
        Stage stage = stage(
                Modality.TEXT,
                Templates.plan(Templates.text(
                        "title",
                        "{{name}}{{#attributes.material}} of {{attributes.material}}{{/attributes.material}}",
                        1,
                        SeedPolicy.CONTENT)),
                Templates.MODELS,
                Set.of("material"));
        assertThat(run(stage, 1)).allSatisfy(o -> assertThat(o.status()).isEqualTo(Outcome.Status.KEPT));
    }

    /** The last pass that makes anything of the modality. */
    private static PlanStage stage(Modality modality, PlanConf conf, List<ModelSpec> models, Set<String> mapped) {
        Pass pass = conf.passes().stream()
                .filter(p -> p.makes(modality))
                .reduce((a, b) -> b)
                .orElseThrow();
        return new PlanStage(conf, modality, pass, models, mapped, STANDING);
    }

    /** Of the first twenty items the second scene was selected, of the last none. */
    private static final Selected STANDING = new Selected() {
        @Override
        public Dataset<Row> soFar(Tables tables, Set<String> fields) {
            return tables.read(Nouns.ARTIFACTS)
                    .where(functions.col("field").isin(fields.toArray()))
                    .groupBy("item_id", "field")
                    .agg(functions
                            .max(functions.struct("candidate", "artifact_id", "text"))
                            .as("best"))
                    .select("item_id", "field", "best.artifact_id", "best.text")
                    .withColumn("artifact_id", functions.expr("if(text = 'bad', null, artifact_id)"));
        }

        @Override
        public void facts(IdWriter facts, Set<String> fields) {
            facts.texts("looks at", List.copyOf(fields));
        }
    };

    private static final PlanConf SCENES = Templates.plan(
            Templates.text("scene", "{{name}}", 2, SeedPolicy.CONTENT),
            Templates.picture("{{text.scene}}", 1, SeedPolicy.CONTENT, List.of("64x64")));

    @Test
    void promptsQuoteTheSelectedTextOfTheirItemAndWaitWhereThereIsNone() {
        List<Artifact> texts = ITEMS.stream()
                .flatMap(i -> Stream.of(
                        text(i.itemId(), 1, i.itemId().equals("20") ? "bad" : "second of " + i.itemId()),
                        text(i.itemId(), 0, "first of " + i.itemId())))
                .toList();
        Samples.write(tables, Nouns.ARTIFACTS, texts, 2);
        PlanStage stage = stage(Modality.IMAGE, SCENES, Templates.MODELS, Set.of());
        assertThat(stage.inputs()).containsExactly(Nouns.ITEMS, Nouns.SCORES, Nouns.ARTIFACTS);
        List<Outcome<Plan>> outcomes = run(stage, 3);
        assertThat(outcomes).hasSize(ITEMS.size());
        assertThat(outcomes.stream().filter(o -> o.status() == Outcome.Status.KEPT))
                .hasSize(20)
                .allSatisfy(o -> {
                    GenerationRequest request = o.value().requests().get(0);
                    assertThat(request.ask().prompt()).isEqualTo("second of " + o.rowId());
                    assertThat(request.origin().sourceArtifactId()).isEqualTo("a" + o.rowId() + "-1");
                });
        assertThat(outcomes.stream().filter(o -> o.status() == Outcome.Status.REJECTED))
                .singleElement()
                .satisfies(o -> {
                    assertThat(o.rowId()).isEqualTo("20");
                    assertThat(o.reasons()).containsExactly("no_selected_text");
                    assertThat(o.message()).contains("quotes text.scene");
                });
        assertThat(run(stage, 1)).isEqualTo(outcomes);
    }

    @Test
    void furtherRoundsAskOnlyWhereNothingWasSelected() {
        Samples.write(
                tables, Nouns.ARTIFACTS, List.of(text("3", 0, "bad"), text("3", 1, "bad"), text("4", 1, "good")), 1);
        RoundsConf rounds = new RoundsConf(2, null, List.of(new Escalation(null, 4, null, 0.9, null)));
        PlanConf conf = new PlanConf(List.of(Templates.text("scene", "{{name}}", 2, SeedPolicy.CONTENT)), rounds, null);
        PlanStage second = stage(Modality.TEXT, conf, Templates.MODELS, Set.of());
        assertThat(second.name()).isEqualTo("plan-text-2");
        assertThat(second.output().to().path()).isEqualTo("requests/modality=text/pass2");
        List<Outcome<Plan>> outcomes = run(second, 2);
        assertThat(outcomes).hasSize(ITEMS.size());
        // item 20 was never asked for a scene: nothing to try again
        assertThat(outcomes.stream().filter(o -> !o.value().requests().isEmpty()))
                .singleElement()
                .satisfies(o -> assertThat(o.rowId()).isEqualTo("3"));
        List<GenerationRequest> again =
                outcomes.stream().flatMap(o -> o.value().requests().stream()).toList();
        assertThat(again).extracting(r -> r.target().candidate()).containsExactly(2, 3, 4, 5);
        assertThat(again)
                .allSatisfy(r ->
                        assertThat(((WriteText) r.ask()).text().temperature()).isEqualTo(0.9));
    }

    @Test
    void aSampleIsTheSameItemsWhateverTheirFiles() {
        PlanConf conf = new PlanConf(List.of(Templates.text("title", "{{name}}", 1, SeedPolicy.CONTENT)), null, 5);
        PlanStage stage = stage(Modality.TEXT, conf, Templates.MODELS, Set.of());
        List<Outcome<Plan>> outcomes = run(stage, 3);
        assertThat(outcomes.stream().filter(o -> o.status() == Outcome.Status.KEPT))
                .hasSize(5);
        assertThat(outcomes.stream().filter(o -> o.status() == Outcome.Status.REJECTED))
                .hasSize(16)
                .allSatisfy(o -> assertThat(o.reasons()).containsExactly("not_sampled"));
        assertThat(run(stage, 7)).isEqualTo(outcomes);
    }

    @Test
    void picturesWithoutQuotesDoNotReadTheArtifacts() {
        Stage stage = stage(
                Modality.IMAGE,
                Templates.plan(Templates.picture("{{name}}", 1, SeedPolicy.CONTENT, List.of("64x64"))),
                Templates.MODELS,
                Set.of());
        assertThat(stage.inputs()).containsExactly(Nouns.ITEMS);
        assertThat(run(stage, 2)).allSatisfy(o -> assertThat(o.status()).isEqualTo(Outcome.Status.KEPT));
    }

    @Test
    void unknownSlotsAndModelsStopTheRunAndNameTheNearest() {
        assertThatThrownBy(() -> run(text("{{nmae}}"), 1))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("Unknown slot {{nmae}} in template title")
                .hasMessageContaining("did you mean {{name}}?");
        assertThatThrownBy(() -> run(text("{{#attributes.color}}x{{/attributes.color}}"), 1))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("did you mean {{attributes.colour}}?");
        assertThatThrownBy(() -> run(text("{{text.title}}"), 1)).isInstanceOf(ConfError.class);
        assertThatThrownBy(() -> run(text("{{text.tilte}}"), 1)).hasMessageContaining("Unknown slot {{text.tilte}}");
        for (String broken : List.of("Mug {{name", "{{#name}}x", "{{name}", "{{>other}}")) {
            assertThatThrownBy(() -> run(text(broken), 1))
                    .isInstanceOf(ConfError.class)
                    .hasMessageContaining("template");
        }
        assertThatThrownBy(() -> stage(
                        Modality.TEXT,
                        Templates.plan(Templates.text("title", "{{name}}", 1, SeedPolicy.CONTENT)),
                        List.of(Templates.model("wirter", "d", dev.atelier.domain.Precision.FP32, VendorSettings.NONE)),
                        Set.of()))
                .isInstanceOf(ConfError.class)
                .hasMessage("Unknown model writer of template title (did you mean wirter? known: wirter)");
    }

    private Stage text(String prompt) {
        return stage(
                Modality.TEXT,
                Templates.plan(Templates.text("title", prompt, 1, SeedPolicy.CONTENT)),
                Templates.MODELS,
                Set.of());
    }

    @Test
    void templatesAreCheckedWhenTheyAreRead() {
        assertThatThrownBy(() -> Templates.picture("x", 0, SeedPolicy.CONTENT, List.of("64x64")))
                .hasMessageContaining("candidates of template picture: 0 (must be 1 to 1024)");
        assertThatThrownBy(() -> Templates.picture("x", 1, SeedPolicy.FIXED, List.of("64")))
                .hasMessageContaining("WIDTHxHEIGHT");
        assertThatThrownBy(() -> Templates.plan(
                        Templates.text("title", "a", 1, SeedPolicy.FIXED),
                        Templates.text("title", "b", 1, SeedPolicy.FIXED)))
                .hasMessage("Invalid name of a template: title (is given twice)");
        assertThatThrownBy(() -> new TemplateConf(
                        null,
                        "title",
                        "writer",
                        new TemplateConf.Prompts(null, "x", null),
                        null,
                        new TemplateConf.Draws(null, null, null),
                        null,
                        null,
                        null))
                .hasMessageContaining("exactly one of the sections");
    }
}
