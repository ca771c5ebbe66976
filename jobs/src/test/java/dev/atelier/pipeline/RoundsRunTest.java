package dev.atelier.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.atelier.SparkSessions;
import dev.atelier.SparkWork;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds and budgets on five items with the real models. */
class RoundsRunTest {
    private static final SparkSession SPARK = SparkSessions.shared();
    private static final SparkWork WORK = new SparkWork();

    /** One picture of each item, and nothing else. */
    private static final String PICTURES =
            """
            plan = null, plan { templates = [
              { field = picture, model = painter, prompt = "{{name}}", image { sizes = [64x64], numInferenceSteps = 2 } }
            ] }
            """;

    @TempDir
    static Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void write() throws IOException {
        SPARK.sparkContext().addSparkListener(WORK);
        Files.writeString(
                folder.resolve("items.csv"),
                """
                sku,name,description
                1,Red camping mug,A light mug of enamelled steel that survives being dropped on rocks.
                2,Blue clay teapot,Holds four cups and pours without a drip on the table.
                3,Oak side table,A small table of oiled oak with three turned legs.
                4,Wool scarf,A long scarf knitted from the wool of one flock.
                5,Brass bell,A bell for bicycles that can be heard across a market.
                """);
    }

    @AfterAll
    static void unwatch() {
        SPARK.sparkContext().removeSparkListener(WORK);
    }

    private List<FunnelRow> run(String name, String settings) {
        return run(name, settings, false);
    }

    private List<FunnelRow> run(String name, String settings, boolean replay) {
        RunConf conf = ConfReader.read(
                ConfigFactory.parseString(settings)
                        .withFallback(ConfigFactory.parseString(
                                """
                                name = test
                                collect.sources = [{ path = "%2$s", format = csv, licence = CC0-1.0 }]
                                models.writer.path = "%1$s/.cache/models/SmolLM2-135M-Instruct.Q4_1.gguf"
                                models.painter.path = "%1$s/data-samples/models/pocket-diffusion"
                                plan.rounds { most = 2, fields = [title], escalate = [{ temperature = 1.2, candidates = 2 }] }
                                plan.templates = [
                                  { field = title, model = writer, prompt = "A title for {{name}}:"
                                    text { maxNewTokens = 6, temperature = 0.8 } }
                                  { field = banner, model = painter, prompt = "{{text.title}}"
                                    image { sizes = [64x64], numInferenceSteps = 2 } }
                                ]
                                select.fields.title.thresholds = [{ measure = name_coverage, min = 0.3 }]
                                execution.partitions = 2
                                """
                                        .formatted(
                                                Path.of(System.getProperty("atelier.root")),
                                                folder.resolve("items.csv"))))
                        .resolve(),
                RunConf.class);
        Place place = Place.of("--out", folder.resolve(name).toUri().toString(), new Configuration());
        Tables tables = new Tables(SPARK, place);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Found found = Found.of(conf, FoundModels.of(conf, new Configuration()), new Configuration());
        List<FunnelRow> funnel = new Run(tables, new Run.How(replay, false), out)
                .take(Pipeline.stages(conf, found, found.worker(conf, SPARK), 2, out));
        new Runs(place).publish(new Snapshot(tables.number(), "run-x", "2026-01-31T10:00:00Z", tables.versions()));
        return funnel;
    }

    private static Tables tables(String name) {
        Place place = Place.of("--out", folder.resolve(name).toUri().toString(), new Configuration());
        return new Tables(SPARK, place, new Runs(place).current().orElseThrow());
    }

    private static Map<String, FunnelRow> byStage(List<FunnelRow> funnel) {
        return funnel.stream().collect(Collectors.toMap(FunnelRow::stage, row -> row));
    }

    @Test
    void onlyWhatIsNotGoodEnoughIsAskedAgainAndPicturesQuoteWhatWasSelected() {
        Map<String, FunnelRow> funnel = byStage(run("rounds", ""));
        Tables tables = tables("rounds");
        Map<String, String> selected = new HashMap<>();
        tables.read(Nouns.REVIEW_ITEMS)
                .where(col("field").equalTo("title"))
                .collectAsList()
                .forEach(row -> selected.put(row.getAs("item_id"), row.getAs("text")));
        Map<String, Integer> asked = new HashMap<>();
        tables.read(Nouns.REQUESTS)
                .where(col("field").equalTo("title"))
                .collectAsList()
                .forEach(row -> asked.merge(row.getAs("item_id"), 1, Integer::sum));
        // one candidate in the first round, two in the second
        assertThat(asked).hasSize(5).allSatisfy((item, times) -> {
            assertThat(times).isIn(1, 3);
            if (!selected.containsKey(item)) {
                assertThat(times).isEqualTo(3);
            }
        });
        long second = asked.values().stream().filter(times -> times > 1).count();
        assertThat(second).as("items that need a second round").isBetween(1L, 4L);
        assertThat(funnel.get("plan-text-2").in()).isEqualTo(5);
        assertThat(funnel.get("plan-text-2").out()).isEqualTo(2 * second);
        assertThat(funnel.get("plan-text-2").rules().get("again_title").flagged())
                .isEqualTo(second);
        // of an item with a title that passed, the best of its candidates is in the prompt
        List<Row> banners = tables.read(Nouns.REQUESTS)
                .where(col("field").equalTo("banner"))
                .collectAsList();
        assertThat(banners).hasSameSizeAs(selected.keySet()).allSatisfy(row -> assertThat(row.<String>getAs("prompt"))
                .isEqualTo(selected.get(row.<String>getAs("item_id")).strip()));
        assertThat(funnel.get("plan-images").rejected()).isEqualTo(5 - selected.size());
        assertThat(tables.read(Nouns.SCORES).count())
                .isEqualTo(tables.read(Nouns.ARTIFACTS).count());

        WORK.since(SPARK);
        assertThat(run("rounds", "")).allMatch(row -> row.reused() == row.kept());
        assertThat(WORK.since(SPARK).jobsByStage()).containsOnlyKeys("generate-images");
    }

    @Test
    void aBudgetKeepsWhatWasMadeAndReplayGoesOn() {
        String two = "budget.pictures = 2, " + PICTURES;
        FunnelRow first = byStage(run("budget", two)).get("generate-images");
        assertThat(first.kept()).isEqualTo(2);
        assertThat(first.failed()).isEqualTo(3);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("budget: 2 of 2 pictures are spent");
        Tables tables = tables("budget");
        assertThat(tables.read(Nouns.QUARANTINE).select("reason").distinct().collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("not_asked");
        assertThat(tables.read(Nouns.REVIEW_ITEMS).count()).isEqualTo(2);
        // the same command makes nothing; replay has the budget once more, and what it makes goes the whole way
        assertThat(run("budget", two)).allMatch(row -> row.reused() == row.kept());
        Map<String, FunnelRow> more = byStage(run("budget", two, true));
        assertThat(more.get("generate-images").kept()).isEqualTo(4);
        assertThat(more.get("score").kept()).isEqualTo(4);
        assertThat(tables("budget").read(Nouns.REVIEW_ITEMS).count()).isEqualTo(4);
    }

    @Test
    void anEmptyBudgetAsksNoModel() {
        WORK.since(SPARK);
        FunnelRow pictures =
                byStage(run("nothing", "budget.seconds = 0, " + PICTURES)).get("generate-images");
        assertThat(pictures.failed()).isEqualTo(5);
        assertThat(WORK.since(SPARK).rows("atelier.generate-images")).isZero();
    }
}
