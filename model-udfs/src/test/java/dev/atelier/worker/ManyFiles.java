package dev.atelier.worker;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * What the files of many tasks cost one folder: a batch's lines of each in the store, and marks of those that work at once.
 * Run by {@code scripts/bench/store.sh}.
 */
final class ManyFiles {
    private static final String APPLICATION = "app-1";
    private static final Patience PATIENCE = Patience.ofSeconds(600);
    private static final int SOME = 200; // tasks that are timed one by one

    private ManyFiles() {}

    /** @param args an empty folder; tasks, each of which keeps a file of lines; tasks at work at once, each with a mark */
    public static void main(String[] args) {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.file.impl", WithoutRights.class.getName());
        RunFolder run = new RunFolder("file:" + args[0], new HadoopFiles(hadoop));
        int tasks = Integer.parseInt(args[1]);
        int atOnce = Integer.parseInt(args[2]);
        KeptLines lines = new KeptLines(run, "image");
        List<String> batch =
                IntStream.range(0, 8).mapToObj(n -> "x".repeat(600)).toList();
        InFlight inFlight = planned(run, APPLICATION);
        each("a task begins, the first marks", SOME, n -> begin(inFlight, n, false));
        each("a task begins, marks up to " + atOnce, atOnce, SOME, n -> begin(inFlight, n, false));
        each("a task begins, beside those", atOnce + SOME, atOnce, n -> begin(inFlight, n, false));
        each("a task keeps its lines", tasks, n -> lines.keep(n, withId(n, batch)));
        each("a retried task looks for its lines", 20, n -> lines.ofPartition(n * 7));
        each("a retried task begins", 20, n -> begin(inFlight, n * 7, true));
        each("a new run looks what was left", 1, n -> planned(run, "app-2"));
        each("the marks of a run are counted", 1, n -> InFlight.found(run, "image"));
        each("a new run joins the lines", 1, n -> lines.compact(KeptLines.MOST_FILES));
        each("the marks are cleared", 1, n -> InFlight.clear(run, "image"));
    }

    private static InFlight planned(RunFolder run, String application) {
        return InFlight.planned(run, "image", application, PATIENCE, executor -> false);
    }

    private static void begin(InFlight inFlight, int partition, boolean retried) {
        Marks marks = inFlight.ofTask(partition, retried, false, executor -> false);
        if (!retried) {
            marks.enter(withId(partition, List.of("row", "row")), false);
        }
    }

    private static List<String> withId(int partition, List<String> texts) {
        AtomicInteger row = new AtomicInteger();
        return texts.stream()
                .map(text -> "{\"id\":\"" + partition + "-" + row.incrementAndGet() + "\",\"text\":\"" + text + "\"}")
                .toList();
    }

    private static void each(String what, int times, IntConsumer action) {
        each(what, times, 0, action);
    }

    private static void each(String what, int to, int from, IntConsumer action) {
        long start = System.nanoTime();
        for (int n = from; n < to; n++) {
            action.accept(n);
        }
        double millis = (System.nanoTime() - start) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-42s %6d times, %10.3f ms each, %8.2f s%n",
                what,
                to - from,
                millis / (to - from),
                millis / 1e3);
    }

    /** Hadoop without its native library starts a process for the rights of each new file: that is not measured here. */
    public static final class WithoutRights extends LocalFileSystem {
        public WithoutRights() {
            super(new RawLocalFileSystem() {
                @Override
                public void setPermission(Path file, FsPermission rights) {}
            });
        }
    }
}
