package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Tables;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Our side of scripts/bench/clean_peers.py: one line of its input asks for one round, which answers with a line of its own.
 * Times are those of processors: of one thread for rules, of the whole process, Spark with it, for near duplicates.
 */
final class BesidePeers {
    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final CleanConf CONF = new CleanConf(
            List.of("en"),
            null,
            null,
            null,
            null,
            1000,
            0,
            10_000,
            null,
            null,
            null,
            new NearDuplicatesConf(null, null, null, null, null, List.of("gtin")));

    private BesidePeers() {}

    /** @param args a file of scripts/bench/catalogue.py; a folder for Spark */
    public static void main(String[] args) throws IOException {
        List<RawItem> rows = RulePace.rows(new File(args[0]));
        List<CleaningRule> rules = Rules.of(CONF);
        List<CleanedRow> cleaned = rows.stream().map(BesidePeers::unsorted).toList();
        SparkSession spark = null;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("rules")) {
                System.out.printf(Locale.ROOT, "answer %.6f%n", rules(rules, rows));
            } else {
                spark = spark == null ? spark(args[1]) : spark;
                Tables tables = new Tables(spark, args[1] + "/out");
                boolean check = line.equals("check");
                System.out.println("answer " + near(tables, check ? cleaned.subList(0, 5000) : cleaned, check));
            }
        }
    }

    private static SparkSession spark(String folder) {
        return SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.local.dir", folder)
                .config("spark.sql.shuffle.partitions", 2)
                .getOrCreate();
    }

    private static double rules(List<CleaningRule> rules, List<RawItem> rows) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long kept = rows.stream()
                .filter(row -> Rules.apply(rules, Draft.of(row)).rejection() == null)
                .count();
        if (kept == 0) {
            throw new IllegalStateException("No row passed");
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }

    /** As it is after the rules, without its buckets. */
    private static CleanedRow unsorted(RawItem raw) {
        Item item = Item.of(raw, "en", null, null, List.of());
        return new CleanedRow(Rank.of(raw, item), null, item, List.of(), List.of());
    }

    private static CleanedRow banded(CleanedRow row) {
        NearDuplicatesConf near = CONF.nearDuplicates();
        List<Long> buckets =
                Shingles.bands(NearDuplicates.shingles(row.item(), near), near.bands(), near.rowsPerBand());
        return new CleanedRow(row.rank(), null, row.item(), buckets, List.of());
    }

    /** Seconds and rows that go; or the F1 of these against comparing every row with every other. */
    private static String near(Tables tables, List<CleanedRow> rows, boolean check) {
        RowCodec<CleanedRow> codec = RowCodec.of(CleanedRow.class);
        Dataset<Row> table =
                tables.spark().createDataFrame(rows.stream().map(codec::toRow).toList(), codec.schema());
        long start = PROCESS.getProcessCpuTime();
        Dataset<Row> banded = tables.held(table.map(
                (MapFunction<Row, Row>) row -> codec.toRow(banded(codec.fromRow(row))), Encoders.row(codec.schema())));
        Set<String> gone = NearDuplicates.find(banded, CONF.nearDuplicates(), tables).collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
        double seconds = (PROCESS.getProcessCpuTime() - start) / 1e9;
        tables.release();
        if (!check) {
            return String.format(Locale.ROOT, "%.6f %d", seconds, gone.size());
        }
        Set<String> all = everyPair(rows);
        Set<String> both = new HashSet<>(all);
        both.retainAll(gone);
        return String.format(
                Locale.ROOT, "%.4f %d %d", 2.0 * both.size() / (all.size() + gone.size()), gone.size(), all.size());
    }

    /** Rows that a better-ranked one resembles, each compared with all others. */
    private static Set<String> everyPair(List<CleanedRow> rows) {
        NearDuplicatesConf near = CONF.nearDuplicates();
        List<CleanedRow> best = new ArrayList<>(rows);
        best.sort(java.util.Comparator.comparing((CleanedRow r) -> r.rank().incompleteness())
                .thenComparing(r -> r.rank().shortness())
                .thenComparing(r -> r.rank().source())
                .thenComparing(r -> r.rank().sourceRow()));
        List<long[]> shingles =
                best.stream().map(r -> NearDuplicates.shingles(r.item(), near)).toList();
        List<Identity> identities = best.stream()
                .map(r -> Identity.of(r.item(), r.rank().source(), near.distinguishing()))
                .toList();
        Set<String> gone = new HashSet<>();
        for (int i = 0; i < best.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (Shingles.jaccard(shingles.get(i), shingles.get(j)) >= near.threshold()
                        && !identities.get(j).differsFrom(identities.get(i))) {
                    gone.add(best.get(i).rank().rowId());
                    break;
                }
            }
        }
        return gone;
    }
}
