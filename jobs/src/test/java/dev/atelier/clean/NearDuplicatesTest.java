package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.SparkSessions;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.udf.Outcome;
import dev.atelier.udf.OutcomeCodec;
import dev.atelier.udf.RowCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static final SparkSession SPARK = SparkSessions.shared();
    private static final String PROSE =
            "A heavy mug with a wide handle for cold mornings, glazed inside and out and fired twice in a wood kiln.";

    private static RawItem raw(int row, String name, String description, String brand, String colour) {
        List<Attribute> attributes = colour == null ? List.of() : List.of(new Attribute("colour", colour));
        return new RawItem(
                "f#" + row,
                "f",
                row,
                null,
                name,
                description,
                null,
                brand,
                null,
                null,
                null,
                false,
                attributes,
                "CC0-1.0");
    }

    private static List<Outcome<Item>> clean(CleanConf conf, int partitions, List<RawItem> rows) {
        RowCodec<RawItem> codec = RowCodec.of(RawItem.class);
        List<Row> table = rows.stream().map(codec::toRow).toList();
        return new CleanStage(conf)
                .apply(SPARK.createDataFrame(table, codec.schema()).repartition(partitions)).collectAsList().stream()
                        .map(OutcomeCodec.of(Item.class)::fromRow)
                        .sorted(Comparator.comparing(Outcome::rowId))
                        .toList();
    }

    private static List<String> fates(List<Outcome<Item>> outcomes) {
        return outcomes.stream()
                .map(o -> o.rowId() + " "
                        + (o.reasons().isEmpty() ? "kept" : o.reasons().get(0)))
                .toList();
    }

    @Test
    void theMoreCompleteRowStaysThenTheLongerThenTheEarlier() {
        List<Outcome<Item>> outcomes = clean(
                CleanConf.defaults(),
                3,
                List.of(
                        raw(1, "Blue mug", PROSE, null, "blue"),
                        raw(2, "The blue mug", PROSE, "Pine", "blue"),
                        raw(
                                3,
                                "Red teapot",
                                "Keeps tea hot for an hour. Comes with a steel strainer and a lid.",
                                null,
                                null),
                        raw(
                                4,
                                "Red teapot",
                                "Keeps tea hot for an hour. Comes with a steel strainer and a good lid.",
                                null,
                                null),
                        raw(5, "Green mug", PROSE, null, "green"),
                        raw(6, "Blue mug", PROSE, null, "blue")));
        assertThat(fates(outcomes))
                .containsExactly(
                        "f#1 near_duplicate",
                        "f#2 kept",
                        "f#3 near_duplicate",
                        "f#4 kept",
                        "f#5 kept",
                        "f#6 exact_duplicate");
        assertThat(outcomes.get(0).message()).contains("similarity 0.9", "to row f#2");
        assertThat(outcomes.get(5).message()).contains("same content as row f#1");
    }

    @Test
    void theThresholdDecidesAndTheComparisonCanBeSwitchedOff() {
        List<RawItem> rows = List.of(
                raw(1, "Blue mug", PROSE, null, "blue"),
                raw(2, "Blue mug", PROSE + " It also stacks neatly on any shelf you own.", null, "blue"));
        assertThat(fates(clean(with(new NearDuplicatesConf(true, 0.95, null, null, null, null)), 1, rows)))
                .containsExactly("f#1 kept", "f#2 kept");
        assertThat(fates(clean(with(new NearDuplicatesConf(true, 0.6, null, null, null, null)), 1, rows)))
                .containsExactly("f#1 near_duplicate", "f#2 kept");
        assertThat(fates(clean(with(new NearDuplicatesConf(false, 0.1, null, null, null, null)), 1, rows)))
                .containsExactly("f#1 kept", "f#2 kept");
    }

    private static CleanConf with(NearDuplicatesConf near) {
        return new CleanConf(null, null, null, null, null, null, null, null, near);
    }

    @Test
    void hundredsOfCopiesLeaveOneWhateverThePartitioning() {
        List<RawItem> rows = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            rows.add(raw(i, "Blue mug", PROSE + " Number " + i + ".", null, "blue"));
        }
        List<Outcome<Item>> one = clean(CleanConf.defaults(), 1, rows);
        assertThat(one).hasSize(300);
        assertThat(one.stream().filter(o -> o.reasons().isEmpty())).hasSize(1);
        assertThat(clean(CleanConf.defaults(), 7, rows)).isEqualTo(one);
    }

    @Test
    void bandsFindPairsAboveTheThresholdAndSpareMostOthers() {
        assertThat(share(0.8)).isGreaterThan(0.98);
        assertThat(share(0.2)).isLessThan(0.1);
    }

    /** Share of pairs with about this similarity that meet in a band. */
    private static double share(double similarity) {
        int size = 60;
        int pairs = 200;
        int met = 0;
        for (int pair = 0; pair < pairs; pair++) {
            int base = pair * 1000;
            int both = (int) Math.round(2 * similarity / (1 + similarity) * size);
            List<Long> a = hashes(base, base + size);
            List<Long> b = hashes(base + size - both, base + 2 * size - both);
            assertThat(Shingles.jaccard(a, b)).isCloseTo(similarity, within(0.02));
            Set<Long> bands = new HashSet<>(Shingles.bands(a, 20, 4));
            bands.retainAll(new HashSet<>(Shingles.bands(b, 20, 4)));
            met += bands.isEmpty() ? 0 : 1;
        }
        return (double) met / pairs;
    }

    private static List<Long> hashes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Shingles.of("w" + i, 1).get(0))
                .sorted()
                .collect(Collectors.toList());
    }

    @Test
    void jaccardCountsSharedShingles() {
        assertThat(Shingles.jaccard(Shingles.of("a b c d", 2), Shingles.of("a b c e", 2)))
                .isEqualTo(0.5);
        assertThat(Shingles.of("Über-Größe, ÜBER größe!", 2)).isEqualTo(Shingles.of("uber große uber große", 2));
        assertThat(Shingles.of("one", 3)).hasSize(1);
    }
}
