package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.atelier.SparkSessions;
import dev.atelier.clean.CleanStage;
import dev.atelier.collect.CollectStage;
import dev.atelier.collect.SourceDigests;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.RuleCounts;
import dev.atelier.stage.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row counts by what rules did with it, whenever they did; with a trace it is told text by text. */
class RuleCountsTest {
    private static final String MONDAY =
            """
            sku,name,description,price
            1,Red <b>mug</b>,A light mug of enamelled steel that survives being dropped on rocks.,1 EUR
            2,Blue clay teapot,Holds four cups &amp; pours without a drip. Ask anna@example.org.,cheap
            3,,A thing without a name that nobody can find in the shop.,4 EUR
            4,Red mug!,A light mug of enamelled steel that survives being dropped on rocks.,1 EUR
            1,Red mug,A light mug of enamelled steel that survives being dropped on rocks.,1 EUR
            5,Sac en lin,"Un sac en lin qui porte un ordinateur, deux livres et une bouteille d'eau.",1 EUR
            """;

    private static final Map<String, RuleCounts> RULES = Map.of(
            "html_to_text", new RuleCounts(2, 0, 0),
            "parse_price", new RuleCounts(0, 1, 0),
            "mask_personal_data", new RuleCounts(1, 1, 0),
            "require_fields", new RuleCounts(0, 0, 1),
            "detect_language", new RuleCounts(0, 0, 1),
            "exact_duplicate", new RuleCounts(0, 0, 1));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Tables tables;

    private FunnelRow clean(String rows, boolean trace) throws IOException {
        Files.writeString(folder.resolve("shop.csv"), rows);
        Config config = ConfigFactory.parseString(
                        """
                        name = x
                        collect.sources = [{ path = ${file}, format = csv, licence = CC0-1.0 }]
                        clean { currency = EUR, trace = ${trace} }
                        plan.templates = [{ field = title, model = m, prompt = "{{name}}", text { maxNewTokens = 1 } }]
                        models.m.path = m
                        """)
                .resolveWith(ConfigFactory.empty()
                        .withValue(
                                "file",
                                ConfigValueFactory.fromAnyRef(
                                        folder.resolve("shop.csv").toString()))
                        .withValue("trace", ConfigValueFactory.fromAnyRef(trace)));
        RunConf conf = ConfReader.read(config, RunConf.class);
        tables = new Tables(SparkSessions.shared(), folder.resolve("out").toString());
        said.reset();
        var digests = SourceDigests.of(
                conf.collect(), SparkSessions.shared().sparkContext().hadoopConfiguration());
        List<FunnelRow> funnel = new Run(
                        tables, new Run.How(false, false), new PrintStream(said, true, StandardCharsets.UTF_8))
                .take(List.of(new CollectStage(conf.collect(), digests), new CleanStage(conf.clean(), "code")));
        return funnel.get(1);
    }

    private List<String> trace() {
        return tables.read(Nouns.TRACE).orderBy(Nouns.ROW_ID).toJSON().collectAsList();
    }

    private Path traceFile() {
        var version = tables.versions().get("trace/stage=clean");
        return folder.resolve("out")
                .resolve(version.folder())
                .resolve(version.files().firstKey());
    }

    @Test
    void rowsKnownFromTheDayBeforeCountLikeOthers() throws IOException {
        FunnelRow monday = clean(MONDAY, false);
        assertThat(monday.rules()).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(RULES));
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "clean rules: detect_language rejected 1; exact_duplicate rejected 1; html_to_text changed 2;"
                                + " mask_personal_data changed 1, flagged 1; parse_price flagged 1; require_fields rejected 1\n");
        assertThat(tables.versions()).doesNotContainKey("trace/stage=clean");

        // nothing changed, then one row more: all others are taken as they were cleaned
        assertThat(clean(MONDAY, false).rules()).isEqualTo(monday.rules());
        FunnelRow tuesday =
                clean(MONDAY + "6,Green <i>jug</i>,A tall jug for water and for flowers too.,2 EUR\n", false);
        assertThat(tuesday.reused()).isEqualTo(monday.kept());
        assertThat(tuesday.rules())
                .containsEntry("html_to_text", new RuleCounts(3, 0, 0))
                .containsEntry("mask_personal_data", new RuleCounts(1, 1, 0));
    }

    @Test
    void aTraceIsATableThatHealsAndCoversRowsKnownFromTheDayBefore() throws IOException {
        FunnelRow plain = clean(MONDAY, false);
        List<String> items = tables.read(Nouns.ITEMS).toJSON().collectAsList();
        FunnelRow traced = clean(MONDAY, true);
        assertThat(traced.rules()).isEqualTo(plain.rules());
        assertThat(tables.read(Nouns.ITEMS).toJSON().collectAsList()).isEqualTo(items);
        List<String> trace = trace();
        assertThat(trace).hasSize(5); // nothing was done with row 4
        assertThat(trace.get(0))
                .isEqualTo(
                        "{\"row_id\":\"shop.csv#2\",\"effects\":[{\"rule\":\"html_to_text\",\"kind\":\"changed\","
                                + "\"field\":\"name\",\"before\":\"Red <b>mug</b>\",\"after\":\"Red mug\"}],\"stage\":\"clean\"}");
        assertThat(trace.toString())
                .contains("characters 44 to 60", "\"[email]\"")
                .doesNotContain("anna");

        Files.write(traceFile(), new byte[3]);
        clean(MONDAY, true);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(
                        "files of trace/stage=clean were gone or had another length; written again from the outcomes");
        assertThat(trace()).isEqualTo(trace);

        clean(MONDAY + "6,Green <i>jug</i>,A tall jug for water and for flowers too.,2 EUR\n", true);
        assertThat(trace()).hasSize(6).containsAll(trace);
        clean(MONDAY, false);
        assertThat(tables.versions()).doesNotContainKey("trace/stage=clean");
    }
}
