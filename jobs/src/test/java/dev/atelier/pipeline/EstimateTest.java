package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import dev.atelier.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counts of an estimate against those of a run. */
class EstimateTest {
    private static final PrintStream QUIET = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Files.writeString(
                folder.resolve("items.csv"),
                """
                sku,name,description
                1,Red camping mug,A light mug of enamelled steel that survives being dropped on rocks.
                2,Blue clay teapot,Holds four cups and pours without a drip on the table.
                3,Oak side table,A small table of oiled oak with three turned legs.
                4,,A thing without a name that nobody can find in the shop.
                """);
        Files.writeString(
                folder.resolve("run.conf"),
                """
                name = test
                collect.sources = [{ path = "%2$s", format = csv, licence = CC0-1.0 }]
                models.writer.path = "%1$s/.cache/models/SmolLM2-135M-Instruct.Q4_1.gguf"
                models.painter.path = "%1$s/data-samples/models/pocket-diffusion"
                plan.rounds { most = 2, fields = [title] }
                plan.templates = [
                  { field = title, model = writer, prompt = "A title for {{name}}:", candidates = 2
                    text { maxNewTokens = 6, temperature = 0.8 } }
                  { field = picture, model = painter, prompt = "{{name}}", candidates = 3
                    image { sizes = [64x64], numInferenceSteps = 2 } }
                  { field = banner, model = painter, prompt = "{{text.title}}"
                    image { sizes = [64x64], numInferenceSteps = 2 } }
                ]
                select.fields.title.thresholds = [{ measure = words, min = 1 }]
                prices { thousandTokens = 10, currency = EUR }
                execution { master = "local[2]", partitions = 2 }
                """
                        .formatted(System.getProperty("atelier.root"), folder.resolve("items.csv")));
    }

    private static List<String> estimate(Integer sample) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<String> settings = sample == null ? List.of() : List.of("plan.sample=" + sample, "plan.rounds.most=1");
        Config config = RunConf.parse(folder.resolve("run.conf").toFile(), settings);
        RunConf conf = ConfReader.read(config, RunConf.class);
        Found found = Found.of(conf, FoundModels.of(conf, new Configuration()), new Configuration());
        new Estimate(config, sample, QUIET)
                .tell(conf, found, Samples.tables(), new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    @Test
    void withoutASampleNoModelRunsAndTheBoundsAreSaid() {
        assertThat(estimate(null))
                .contains(
                        "rows 4, items 3",
                        "title 6 - at most 36",
                        "picture - 9 -",
                        "field banner: at most 3 in all rounds",
                        "field title: at most 12 in all rounds",
                        "hours and money: --sample ITEMS measures them");
    }

    /** One of three items goes the whole way: what it took is taken three times. */
    @Test
    void aSampleReallyRuns() {
        List<String> said = estimate(1);
        assertThat(said).contains("rows 4, items 3, of which 1 went the whole way", "picture - 9 -");
        Matcher title = Pattern.compile("title (\\d+) - ([\\d,]+)").matcher(String.join("\n", said));
        assertThat(title.find()).isTrue();
        assertThat(Long.parseLong(title.group(1))).isEqualTo(6);
        long tokens = Long.parseLong(title.group(2).replace(",", ""));
        assertThat(tokens).isBetween(6L * 4, 6L * 60);
        assertThat(said).contains(String.format(Locale.ROOT, "money: %.2f EUR", tokens / 100.0));
    }
}
