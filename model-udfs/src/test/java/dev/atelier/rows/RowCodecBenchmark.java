package dev.atelier.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/**
 * Prints what a row costs with {@link RowCodec} and with its peer that looks everything up for each row: medians of
 * eleven turns, the two taking turns in one run.
 */
final class RowCodecBenchmark {
    private static final int TURNS = 11;
    private static final int WARM = 4;
    private static volatile Object sink;

    private RowCodecBenchmark() {}

    public static void main(String[] args) {
        System.out.printf("%-18s %-8s %12s %12s %7s%n", "record", "", "peer ns/row", "ns/row", "ratio");
        compare(BenchmarkRecords.rawItem());
        compare(BenchmarkRecords.item());
        compare(BenchmarkRecords.request());
        compare(BenchmarkRecords.artifact());
    }

    private static <T extends Record> void compare(T value) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        RowCodec<T> codec = RowCodec.of(type);
        ReflectiveRowCodec<T> peer = ReflectiveRowCodec.of(type);
        Row row = codec.toRow(value);
        print(type, "toRow", ignored -> peer.toRow(value), ignored -> codec.toRow(value));
        print(type, "fromRow", ignored -> peer.fromRow(row), ignored -> codec.fromRow(row));
    }

    private static void print(Class<?> type, String what, UnaryOperator<Object> peer, UnaryOperator<Object> ours) {
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (int turn = 0; turn < WARM + TURNS; turn++) {
            double slow = nanosPerRow(peer, 5_000);
            double fast = nanosPerRow(ours, 100_000);
            if (turn >= WARM) {
                before.add(slow);
                after.add(fast);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-18s %-8s %12.0f %12.0f %6.1fx%n",
                type.getSimpleName(),
                what,
                median(before),
                median(after),
                median(before) / median(after));
    }

    private static double nanosPerRow(UnaryOperator<Object> work, int rows) {
        long start = System.nanoTime();
        for (int i = 0; i < rows; i++) {
            sink = work.apply(sink);
        }
        return (System.nanoTime() - start) / (double) rows;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
