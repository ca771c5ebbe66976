package dev.atelier.scale;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.sun.management.OperatingSystemMXBean;
import dev.atelier.stage.DeviceTasks;
import dev.atelier.stage.Progress;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import scala.reflect.ClassTag;

/**
 * A driver with thousands of executors: a stage of tasks that each take a GPU, with our progress, through Spark's own
 * schedulers, backend, heartbeat receiver and listener bus. Simulated are the executors ({@link SimulatedExecutors}), in
 * another process on the same host, and with them what tasks do and the network between hosts. Run by
 * {@code scripts/bench/executors.sh}.
 */
final class ManyExecutors {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long SAMPLE_MILLIS = 50;

    private ManyExecutors() {}

    /** @param args executors; tasks; seconds of a task; seconds between heartbeats; further settings, {@code key=value} */
    public static void main(String[] args) throws Exception {
        int executors = Integer.parseInt(args[0]);
        int tasks = Integer.parseInt(args[1]);
        double seconds = Double.parseDouble(args[2]);
        SparkSession.Builder builder = SparkSession.builder()
                .master(SimulatedCluster.MASTER)
                .appName("many executors")
                .config("spark.ui.enabled", false)
                .config("spark.ui.showConsoleProgress", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.executor.cores", 1)
                .config("spark.executor.resource.gpu.amount", 1)
                .config("spark.executor.instances", executors)
                .config("spark.executor.heartbeatInterval", args[3] + "s");
        for (String setting : List.of(args).subList(4, args.length)) {
            builder.config(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        try (SparkSession spark = builder.getOrCreate()) {
            Queues queues = new Queues(spark.sparkContext());
            long start = System.nanoTime();
            Process cluster = start(spark.sparkContext(), args);
            while (spark.sparkContext().getExecutorMemoryStatus().size() <= executors) {
                Thread.sleep(SAMPLE_MILLIS);
            }
            System.out.printf(Locale.ROOT, "%d executors registered in %.1f s%n", executors, since(start));
            queues.print("while they registered");
            stage(spark, executors, tasks, seconds, queues);
            cluster.getOutputStream().close();
            cluster.waitFor();
        }
    }

    private static Process start(SparkContext spark, String[] args) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SimulatedExecutors.class.getName()));
        command.addAll(List.of(
                "127.0.0.1", Integer.toString(spark.env().rpcEnv().address().port()), args[0]));
        command.add(Long.toString(Math.round(Double.parseDouble(args[2]) * 1000)));
        command.add(Long.toString(Math.round(Double.parseDouble(args[3]) * 1000)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .directory(new File("."))
                .start();
    }

    private static void stage(SparkSession spark, int executors, int tasks, double seconds, Queues queues)
            throws InterruptedException {
        draw(spark, executors / 10, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)); // warm
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        Map<String, Long> before = nanosByThread();
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        draw(spark, tasks, new PrintStream(progress, true, StandardCharsets.UTF_8));
        double wall = since(start);
        double busy = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
        double ideal = Math.ceil((double) tasks / executors) * seconds;
        System.out.printf(
                Locale.ROOT,
                "%d tasks of %.1f s: %.1f s, efficiency %.3f; the driver's share %.1f s of a processor, %.2f processors, %.2f ms a task%n",
                tasks,
                seconds,
                wall,
                ideal / wall,
                busy,
                busy / wall,
                busy * 1e3 / tasks);
        printThreads(before);
        queues.print("in the stage");
        Thread.sleep(5_000); // progress prints what it has seen last
        String[] lines = progress.toString(StandardCharsets.UTF_8).split("\n", -1);
        System.out.printf(
                "progress said %d times how far it is, at last: %s%n", lines.length - 1, lines[lines.length - 2]);
    }

    private static void draw(SparkSession spark, int tasks, PrintStream progress) {
        LongAccumulator done =
                Progress.watch(spark.sparkContext(), "generate-images", (long) tasks * TaskCounters.ROWS, progress);
        ByteBuffer shipped =
                SparkEnv.get().closureSerializer().newInstance().serialize(done, ClassTag.apply(LongAccumulator.class));
        spark.sparkContext()
                .setLocalProperty(TaskCounters.COUNTER, Base64.getEncoder().encodeToString(bytes(shipped)));
        DeviceTasks.map(
                        spark.range(0, tasks, 1, tasks).toDF(),
                        (MapPartitionsFunction<Row, Row>) rows -> rows,
                        spark.range(1).toDF().schema())
                .javaRDD()
                .foreachPartition(rows -> {});
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static Map<String, Long> nanosByThread() {
        Map<String, Long> nanos = new HashMap<>();
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null) {
                String kind = thread.getThreadName().replaceAll("[-0-9]+$", "");
                nanos.merge(kind, THREADS.getThreadCpuTime(thread.getThreadId()), Long::sum);
            }
        }
        return nanos;
    }

    private static void printThreads(Map<String, Long> before) {
        Map<String, Long> spent = nanosByThread();
        spent.replaceAll((kind, nanos) -> nanos - before.getOrDefault(kind, 0L));
        spent.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(9)
                .forEach(kind ->
                        System.out.printf(Locale.ROOT, "  %6.1f s  %s%n", kind.getValue() / 1e9, kind.getKey()));
    }

    /** The queues of the listener bus: how full they were, and what did not fit. */
    private static final class Queues {
        private final Map<String, Integer> fullest = new TreeMap<>();
        private final MetricRegistry registry;

        Queues(SparkContext spark) {
            registry = spark.listenerBus().metrics().metricRegistry();
            Thread sampler = new Thread(
                    () -> {
                        while (true) {
                            sample();
                            try {
                                Thread.sleep(SAMPLE_MILLIS);
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                    },
                    "sampler");
            sampler.setDaemon(true);
            sampler.start();
        }

        private synchronized void sample() {
            for (Map.Entry<String, ?> gauge : registry.getGauges().entrySet()) {
                if (gauge.getKey().endsWith(".size")) {
                    fullest.merge(gauge.getKey(), (Integer) ((Gauge<?>) gauge.getValue()).getValue(), Math::max);
                }
            }
        }

        synchronized void print(String when) {
            List<String> all = new ArrayList<>();
            fullest.forEach((size, most) -> {
                String queue = size.substring("queue.".length(), size.length() - ".size".length());
                long dropped =
                        registry.counter("queue." + queue + ".numDroppedEvents").getCount();
                all.add(queue + " " + most + " (dropped " + dropped + ")");
            });
            System.out.println("events waiting at most " + when + ": " + String.join(", ", all));
            fullest.clear();
        }
    }
}
