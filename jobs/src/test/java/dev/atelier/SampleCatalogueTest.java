package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.clean.CleanStage;
import dev.atelier.collect.CollectConf;
import dev.atelier.collect.CollectStage;
import dev.atelier.collect.SourceDigests;
import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Plan;
import dev.atelier.domain.Precision;
import dev.atelier.domain.RawItem;
import dev.atelier.domain.VendorSettings;
import dev.atelier.plan.PlanStage;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.select.SelectConf;
import dev.atelier.select.SelectedSoFar;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every row of the sample catalogue meets the fate written beside it. */
class SampleCatalogueTest {
    private static List<Outcome<RawItem>> collected;
    private static Dataset<Row> raw;
    private static List<Outcome<Item>> cleaned;

    @BeforeAll
    static void runBothStages() {
        CollectConf conf = SampleCatalogue.collect();
        Dataset<Row> outcomes = new CollectStage(conf, SourceDigests.of(conf, new Configuration()))
                .apply(Samples.tables())
                .cache();
        collected = outcomes.collectAsList().stream()
                .map(OutcomeCodec.of(RawItem.class)::fromRow)
                .toList();
        raw = outcomes.where("status = 'kept'").selectExpr("value.*");
        cleaned = clean(raw);
    }

    private static List<Outcome<Item>> clean(Dataset<Row> rows) {
        Tables tables = Samples.tables();
        tables.replace(Nouns.RAW_ITEMS, rows);
        return Samples.outcomes(new CleanStage(SampleCatalogue.clean(), "test"), tables, Item.class);
    }

    @Test
    void everyRowMeetsTheFateWrittenBesideIt() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(SampleCatalogue.FATES)) {
            String[] cells = line.split(",", 6);
            expected.put(cells[0], String.join(",", cells[1], cells[2], cells[3], cells[4]));
        }
        expected.remove("row_id");

        Map<String, String> actual = new TreeMap<>();
        collected.stream()
                .filter(o -> o.status() != Outcome.Status.KEPT)
                .forEach(o -> actual.put(o.rowId(), fate("collect", o, "")));
        cleaned.forEach(o -> actual.put(
                o.rowId(),
                fate(
                        "clean",
                        o,
                        o.status() == Outcome.Status.KEPT
                                ? String.join(" ", o.value().flags())
                                : "")));

        assertThat(actual).containsExactlyEntriesOf(expected);
        assertThat(expected).hasSizeGreaterThan(90);
    }

    private static String fate(String stage, Outcome<?> outcome, String flags) {
        return String.join(
                ",",
                stage,
                outcome.status().name().toLowerCase(java.util.Locale.ROOT),
                String.join(" ", outcome.reasons()),
                flags);
    }

    @Test
    void whatIsNotKeptSaysWhyAndKeepsTheRow() {
        List<Outcome<?>> lost = new ArrayList<>(cleaned);
        lost.addAll(collected);
        lost.removeIf(o -> o.status() == Outcome.Status.KEPT);
        assertThat(lost).isNotEmpty().allSatisfy(o -> {
            assertThat(o.message()).contains(o.rowId());
            assertThat(o.payload()).isNotBlank();
        });
        assertThat(outcome("shop.csv#12").message()).contains("shop.csv#2");
    }

    @Test
    void dirtIsGoneFromWhatIsKept() {
        assertThat(item("shop.csv#2").description())
                .isEqualTo(
                        "A light camping mug that survives being dropped on rocks. The rim is rolled so it never feels"
                                + " sharp, and the red enamel stays bright after years of campfires.");
        assertThat(item("shop.csv#3").description()).contains("small cafés.");
        assertThat(item("shop.csv#4").description()).contains("hour on its own — even", "strainer & a lid");
        assertThat(item("shop.csv#9").description())
                .endsWith("across the body. Questions? Write to [email] or call [phone].");
        assertThat(item("feed.jsonl#16").description()).endsWith("Hotline [phone], mail [email].");
        assertThat(item("lager.csv#4").description()).startsWith("Ein großer Schirm");
        assertThat(item("green-garden-bucket.html#1").description()).endsWith("near Besançon.");
        assertThat(cleaned.stream()
                        .filter(o -> o.status() == Outcome.Status.KEPT)
                        .map(Outcome::value))
                .allSatisfy(item -> assertThat(item.name() + item.description())
                        .doesNotContain("Ã", "&amp;", "<p>", "  ")
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]")
                        .doesNotContain("example", "+44"));
    }

    @Test
    void pricesAreAmountsInACurrency() {
        assertThat(price("shop.csv#5")).isEqualTo("17.9 EUR");
        assertThat(price("shop.csv#10")).isEqualTo("24.0 USD");
        assertThat(price("feed.jsonl#27")).isEqualTo("1329.0 USD");
        assertThat(price("feed.jsonl#30")).isEqualTo("null null");
        assertThat(price("lager.csv#2")).isEqualTo("24.5 EUR");
        assertThat(price("craft.html#1")).isEqualTo("4.2 EUR");
    }

    @Test
    void attributesComeFromTheColumnsThatHoldThem() {
        assertThat(item("craft.html#2").attribute("colour")).contains("orange");
        assertThat(item("craft.html#2").attribute("type")).contains("scissors");
        assertThat(item("lager.csv#4").attribute("colour")).contains("green");
        assertThat(item("lager.csv#4").language()).isEqualTo("de");
        assertThat(item("shop.csv#2").licence()).isEqualTo("CC0-1.0");
    }

    @Test
    void theDemosTemplatesFindWhatTheyNeedInEveryKeptItem() {
        List<ModelSpec> models = Stream.of("writer", "painter")
                .map(name -> new ModelSpec(
                        new ModelRef(name, "d", "p", Precision.FP32), "/m", DeviceWish.CPU, VendorSettings.NONE))
                .toList();
        List<Item> kept = cleaned.stream()
                .filter(o -> o.status() == Outcome.Status.KEPT)
                .map(Outcome::value)
                .toList();
        Tables tables = Samples.tables();
        Samples.write(tables, Nouns.ITEMS, kept, 1);
        for (Modality modality : Modality.values()) {
            List<Outcome<Plan>> outcomes = Samples.outcomes(
                    new PlanStage(
                            SampleCatalogue.plan(),
                            modality,
                            Pass.ONLY,
                            models,
                            Set.of(),
                            new SelectedSoFar(SelectConf.defaults())),
                    tables,
                    Plan.class);
            assertThat(outcomes).hasSameSizeAs(kept).allSatisfy(o -> assertThat(o.message())
                    .isNull());
            assertThat(outcomes.stream().flatMap(o -> o.value().requests().stream()))
                    .hasSizeGreaterThan(kept.size())
                    .allSatisfy(r -> assertThat(r.ask().prompt()).doesNotContain("{{"));
        }
    }

    @Test
    void thePartitioningDoesNotMatter() {
        List<Outcome<Item>> expected = sorted(cleaned);
        for (int partitions : List.of(1, 3, 7)) {
            assertThat(sorted(clean(raw.repartition(partitions)))).isEqualTo(expected);
        }
    }

    private static List<Outcome<Item>> sorted(List<Outcome<Item>> outcomes) {
        return outcomes.stream()
                .sorted(java.util.Comparator.comparing(Outcome::rowId))
                .toList();
    }

    private static Outcome<Item> outcome(String rowId) {
        return cleaned.stream().filter(o -> o.rowId().equals(rowId)).findFirst().orElseThrow();
    }

    private static Item item(String rowId) {
        return outcome(rowId).value();
    }

    private static String price(String rowId) {
        return item(rowId).price() + " " + item(rowId).currency();
    }
}
