package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.atelier.SparkSessions;
import dev.atelier.SparkWork;
import dev.atelier.domain.Modality;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on three items with the real models: how often the costly work is done, and how many jobs it takes. */
class PipelineTest {
    /** Two texts and two pictures for each of two items; the third has no name and is rejected. */
    private static final long TEXTS = 4, PICTURES = 4;

    /**
     * Spark jobs of a first run, each with its reason; an extra action shows here before it costs anybody a second
     * generation. Every stage has five: its outcomes are written, from them the kept, the rejected and the failed rows are
     * published, and the digests of all these files are taken.
     */
    private static final Map<String, Integer> JOBS = Map.of(
            "collect", 5,
            // rows are laid out by work, written for the next run, their digests taken; then bands are counted (two
            // jobs),
            // rows with one in common found (two), moved to it and the best of it kept (five), exact and near copies
            // brought together (two), given their raw rows (two), and the rest told from them (one)
            "clean", 5 + 3 + 14,
            "plan-text", 5 + 1, // items are laid out by work
            "generate-text", 5 + 3, // requests are counted for the progress (two jobs) and dealt to tasks by prompt
            "plan-images", 5 + 1,
            "generate-images", 5 + 3,
            "score", 5 + 2, // requests and items are broadcast to the artifacts
            "select", 5 + 4); // artifacts, requests and items are broadcast to the scores; candidates meet in a shuffle

    private static final SparkSession SPARK = SparkSessions.shared();
    private static final SparkWork WORK = new SparkWork();
    private static final PrintStream QUIET = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    static Path folder;

    @BeforeAll
    static void watch() {
        SPARK.sparkContext().addSparkListener(WORK);
        write("1 EUR", "Holds four cups");
    }

    private static void write(String price, String holds) {
        try {
            Files.writeString(
                    folder.resolve("items.csv"),
                    """
                    sku,name,description,colour,type,price
                    1,Red camping mug,A light mug of enamelled steel that survives being dropped on rocks.,red,mug,%s
                    2,Blue clay teapot,%s and pours without a drip on the table.,blue,teapot,3 EUR
                    3,,A thing without a name that nobody can find in the shop.,green,vase,4 EUR
                    """
                            .formatted(price, holds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void unwatch() {
        SPARK.sparkContext().removeSparkListener(WORK);
    }

    @Test
    void aFirstRunMakesEverythingOnceAndASecondNothing() throws IOException {
        Tables tables = new Tables(SPARK, folder.resolve("run [v2] {x} 100% ü?").toString());
        WORK.since(SPARK);
        List<FunnelRow> funnel = run(tables, "steps = 2");
        SparkWork.Counts first = WORK.since(SPARK);
        assertThat(kept(funnel))
                .containsEntry("collect", 3L)
                .containsEntry("clean", 2L)
                .containsEntry("generate-text", TEXTS)
                .containsEntry("generate-images", PICTURES)
                .containsEntry("score", TEXTS + PICTURES);
        assertThat(first.rows("atelier.generate-text")).isEqualTo(TEXTS);
        assertThat(first.rows("atelier.generate-images")).isEqualTo(PICTURES);
        assertThat(first.jobsByStage()).isEqualTo(JOBS);

        picturesInATableAreTheSame(tables);
        WORK.since(SPARK);
        List<FunnelRow> again = run(tables, "steps = 2");
        SparkWork.Counts second = WORK.since(SPARK);
        assertThat(again).allMatch(row -> row.reused() == row.kept());
        assertThat(second.jobsByStage()).containsOnlyKeys("generate-images"); // are its pictures still there?

        // a picture that is gone and one that is cut are drawn again, and no other
        List<Path> pictures = pictures(tables);
        byte[] whole = Files.readAllBytes(pictures.get(0));
        Files.delete(pictures.get(0));
        Files.write(pictures.get(1), new byte[7]);
        List<FunnelRow> healed = run(tables, "steps = 2");
        assertThat(reused(healed))
                .containsEntry("generate-images", PICTURES - 2)
                .containsEntry("score", TEXTS + PICTURES);
        assertThat(pictures.get(0)).hasBinaryContent(whole);
        assertThat(Files.size(pictures.get(1))).isGreaterThan(7);
        WORK.since(SPARK);

        // other parameters of the pictures: the texts stay
        List<FunnelRow> changed = run(tables, "steps = 3");
        SparkWork.Counts third = WORK.since(SPARK);
        assertThat(third.rows("atelier.generate-text")).isZero();
        assertThat(third.rows("atelier.generate-images")).isEqualTo(PICTURES);
        assertThat(kept(changed)).isEqualTo(kept(funnel));

        // and back again: what was made first is found in the store
        List<FunnelRow> back = run(tables, "steps = 2");
        assertThat(WORK.since(SPARK).rows("atelier.generate-images")).isZero();
        assertThat(reused(back)).containsEntry("generate-images", PICTURES);

        // other items, of whose change no prompt says a word: nothing is made, everything is theirs
        write("2 EUR", "Holds five cups");
        List<FunnelRow> repriced = run(tables, "steps = 2");
        SparkWork.Counts fourth = WORK.since(SPARK);
        assertThat(fourth.rows("atelier.generate-text")).isZero();
        assertThat(fourth.rows("atelier.generate-images")).isZero();
        assertThat(reused(repriced))
                .containsEntry("generate-text", TEXTS)
                .containsEntry("generate-images", PICTURES)
                .containsEntry("score", PICTURES); // no model looks at its texts
        assertThat(tables.read(Nouns.ARTIFACTS)
                        .join(tables.read(Nouns.ITEMS), Nouns.ITEM_ID)
                        .count())
                .isEqualTo(TEXTS + PICTURES);
    }

    /** The same run with pictures as rows of Parquet files: nothing but their uris differs, and what is lost heals. */
    private static void picturesInATableAreTheSame(Tables files) throws IOException {
        Tables rows = new Tables(SPARK, folder.resolve("rows").toString());
        run(rows, "steps = 2, form = table");
        assertThat(withoutUris(rows)).isEqualTo(withoutUris(files));
        assertThat(folder.resolve("rows/files")).doesNotExist();
        List<Path> small;
        try (Stream<Path> all = Files.list(folder.resolve("rows/pictures"))) {
            small = all.sorted().toList();
        }
        byte[] whole = Files.readAllBytes(small.get(0));
        Files.write(small.get(0), java.util.Arrays.copyOf(whole, whole.length - 9));
        assertThat(reused(run(rows, "steps = 2, form = table")).get("generate-images"))
                .isLessThan(PICTURES);
        assertThat(small.get(0)).doesNotExist(); // and what it had is in other files
        assertThat(withoutUris(rows)).isEqualTo(withoutUris(files));
        assertThat(reused(run(rows, "steps = 2, form = table"))).containsEntry("generate-images", PICTURES);
        // what lies there in one form is taken over by runs that draw in the other
        assertThat(reused(run(rows, "steps = 2, form = files"))).containsEntry("generate-images", PICTURES);
    }

    private static List<String> withoutUris(Tables tables) {
        return tables.read(Nouns.ARTIFACTS)
                .drop(Nouns.URI)
                .orderBy(Nouns.ARTIFACT_ID)
                .toJSON()
                .collectAsList();
    }

    private static List<FunnelRow> run(Tables tables, String settings) {
        RunConf conf = ConfReader.read(
                ConfigFactory.parseString(settings)
                        .withFallback(ConfigFactory.parseString(
                                """
                                root = "%s", catalogue = "%s", steps = 2, form = auto
                                conf {
                                  name = test
                                  collect.sources = [{
                                    path = ${catalogue}, format = csv, licence = CC0-1.0
                                    attributes { colour = colour, type = type }
                                  }]
                                  models.writer.path = ${root}"/.cache/models/SmolLM2-135M-Instruct.Q4_1.gguf"
                                  models.painter.path = ${root}/data-samples/models/pocket-diffusion
                                  models.judge.path = ${root}/data-samples/models/pocket-clip
                                  score.embedder = judge
                                  plan.templates = [
                                    {
                                      field = title, model = writer, prompt = "Title of {{name}}:", candidates = 2
                                      text { maxNewTokens = 3, temperature = 0.7 }
                                    }
                                    {
                                      field = picture, model = painter, candidates = 2
                                      prompt = "a {{attributes.colour}} {{attributes.type}}, flat style"
                                      image { sizes = [64x64], numInferenceSteps = ${steps}, noiseScheduler = ddim }
                                    }
                                  ]
                                  execution { partitions = 2, pictures = ${form} }
                                }
                                """
                                        .formatted(System.getProperty("atelier.root"), folder.resolve("items.csv"))))
                        .resolve()
                        .getConfig("conf"),
                RunConf.class);
        Configuration hadoop = SPARK.sparkContext().hadoopConfiguration();
        Found found = Found.of(conf, FoundModels.of(conf, hadoop), hadoop);
        return new Run(tables, new Run.How(false, false), QUIET)
                .take(Pipeline.stages(conf, found, found.worker(conf, SPARK), 2, QUIET));
    }

    private static List<Path> pictures(Tables tables) {
        return tables
                .read(Pass.ONLY.artifacts(Modality.IMAGE))
                .select(Nouns.URI)
                .as(Encoders.STRING())
                .collectAsList()
                .stream()
                .map(uri -> Path.of(new org.apache.hadoop.fs.Path(tables.root())
                                .toUri()
                                .getPath())
                        .resolve(uri))
                .sorted()
                .toList();
    }

    private static Map<String, Long> kept(List<FunnelRow> funnel) {
        return funnel.stream().collect(Collectors.toMap(FunnelRow::stage, FunnelRow::kept));
    }

    private static Map<String, Long> reused(List<FunnelRow> funnel) {
        return funnel.stream().collect(Collectors.toMap(FunnelRow::stage, FunnelRow::reused));
    }
}
