package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Samples;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second day: rows that say what rows of the day before said. */
class CleanStageTest {
    private static final List<String> PROSE = List.of(
            "A heavy mug with a wide handle for cold mornings, glazed inside and out.",
            "A small lamp with a foot of steel that stands on any desk and lights it well.",
            "This bag of linen carries a laptop, two books and a bottle of water.",
            "Un sac en lin qui porte un ordinateur, deux livres et une bouteille d'eau fraiche.",
            "A light umbrella for the garden, which opens by itself when it rains.",
            "A heavy mug with a wide handle for cold mornings, glazed inside and out!");

    private static RawItem raw(String source, int row, String name, String description) {
        return new RawItem(
                source + "#" + row,
                source,
                row,
                new ItemText("S-" + name, null, "Good " + name, description, null, null),
                "12.90",
                null,
                "en-US",
                false,
                List.of(new Attribute("colour", "red")),
                "CC0-1.0");
    }

    private static List<RawItem> day(String source, int firstRow) {
        List<RawItem> rows = new ArrayList<>();
        for (int i = 0; i < PROSE.size(); i++) {
            rows.add(raw(source, firstRow + i, "thing " + (char) ('a' + i % 5), PROSE.get(i)));
        }
        rows.add(raw(source, 90, "thing b", PROSE.get(1))); // says what another says
        return rows;
    }

    private static List<Outcome<Item>> clean(Tables tables, CleanConf conf, List<RawItem> rows) {
        Samples.write(tables, Nouns.RAW_ITEMS, rows, 1);
        return Samples.outcomes(new CleanStage(conf, "code"), tables, Item.class);
    }

    private static List<Outcome<Item>> fromNothing(CleanConf conf, List<RawItem> rows) {
        return clean(Samples.tables(), conf, rows);
    }

    private static List<String> reused(List<Outcome<Item>> outcomes) {
        return outcomes.stream().filter(Outcome::reused).map(Outcome::rowId).toList();
    }

    private static List<Outcome<Item>> asIfNew(List<Outcome<Item>> outcomes) {
        return outcomes.stream()
                .map(o -> new Outcome<>(o.rowId(), o.status(), false, o.reasons(), o.message(), o.payload(), o.value()))
                .toList();
    }

    @Test
    void onlyChangedRowsGoThroughTheRulesAgainWhereverTheyStandNow() {
        CleanConf conf = CleanConf.defaults();
        Tables tables = Samples.tables();
        assertThat(reused(clean(tables, conf, day("monday.csv", 2)))).isEmpty();

        List<RawItem> tuesday = new ArrayList<>(day("tuesday.csv", 3));
        tuesday.set(2, raw("tuesday.csv", 5, "thing c", "This bag of wool carries a laptop, a book and an apple."));
        List<Outcome<Item>> second = clean(tables, conf, tuesday);

        assertThat(asIfNew(second)).isEqualTo(fromNothing(conf, tuesday));
        assertThat(second).extracting(Outcome::status).contains(Outcome.Status.KEPT, Outcome.Status.REJECTED);
        assertThat(reused(second)).containsExactly("tuesday.csv#3", "tuesday.csv#4", "tuesday.csv#7");
    }

    @Test
    void otherRulesKnowNoRow() {
        Tables tables = Samples.tables();
        clean(tables, CleanConf.defaults(), day("monday.csv", 2));
        CleanConf french =
                new CleanConf(List.of("en", "fr"), null, null, null, null, null, null, null, null, null, null, null);
        assertThat(reused(clean(tables, french, day("monday.csv", 2)))).isEmpty();
        assertThat(reused(clean(tables, french, day("monday.csv", 2)))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, -1})
    void aDamagedMemoryIsNone(int length) throws IOException {
        Tables tables = Samples.tables();
        List<Outcome<Item>> whole = clean(tables, CleanConf.defaults(), day("monday.csv", 2));
        try (Stream<Path> files = Files.walk(Path.of(URI.create(tables.root())).resolve(".outcomes/clean-rows"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 3] ^= 1;
                Files.write(file, length < 0 ? bytes : Arrays.copyOf(bytes, length));
            }
        }
        assertThat(clean(tables, CleanConf.defaults(), day("monday.csv", 2))).isEqualTo(whole);
    }
}
