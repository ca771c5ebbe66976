package dev.atelier.generate;

import dev.atelier.artifacts.Controls;
import dev.atelier.artifacts.GenerateArtifacts;
import dev.atelier.batch.BatchModel;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Job;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Target;
import dev.atelier.domain.WriteText;
import dev.atelier.image.Finish;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.DeviceTasks;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.InFlight;
import dev.atelier.worker.Makers;
import dev.atelier.worker.ModelSource;
import dev.atelier.worker.Patience;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Two executors of four cores with a device each, which is busy for so long as a real one would be: how long a stage takes
 * that needs cores only, and which share of the time the devices are busy while pictures are finished beside them. Run by
 * {@code scripts/bench/devices.sh}.
 */
final class SimulatedDevices {
    private static final int BATCH = 8;
    private static final int SIDE_PX = 256;
    private static final double CPU_SHARE = 0.6; // of the device's time, to finish what it drew
    private static final int WARM_AFTER = 3; // batches of an executor
    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(5), Duration.ofMinutes(1));

    private SimulatedDevices() {}

    /** @param args a folder, the script that finds devices, {@code stage} or {@code all}: who takes a device; batches a device */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        int rows = 2 * BATCH * Integer.parseInt(args[3]);
        try (SparkSession spark = session(args[1], args[2].equals("all"))) {
            double cores = secondsOfCoreWork(spark);
            long deviceMillis = Math.round(finishMillis() / CPU_SHARE);
            draw(spark, folder, rows, deviceMillis);
            System.out.printf(
                    Locale.ROOT,
                    "%s: work for cores %.1f s; device time of a batch %d ms, busy %.3f, once warm %.3f%n",
                    args[2].equals("all") ? "one profile for all stages" : "a profile for generation",
                    cores,
                    deviceMillis,
                    busy(folder.resolve("busy"), 0),
                    busy(folder.resolve("busy"), WARM_AFTER));
        }
    }

    private static SparkSession session(String discovery, boolean everyTaskTakesADevice) {
        SparkSession.Builder builder = SparkSession.builder()
                .master("local-cluster[2,4,700]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.executor.memory", "700m")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.worker.resource.gpu.amount", 1)
                .config("spark.worker.resource.gpu.discoveryScript", discovery)
                .config("spark.executor.resource.gpu.amount", 1);
        if (everyTaskTakesADevice) {
            builder.config("spark.task.resource.gpu.amount", 1);
        }
        return builder.getOrCreate();
    }

    /** Sixteen tasks that hold a core for half a second; the second time, when executors are warm. */
    private static double secondsOfCoreWork(SparkSession spark) {
        double seconds = 0;
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            spark.range(0, 16, 1, 16)
                    .map(
                            (MapFunction<Long, Long>) id -> {
                                Thread.sleep(500);
                                return id;
                            },
                            Encoders.LONG())
                    .count();
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return seconds;
    }

    private static void draw(SparkSession spark, Path folder, int rows, long deviceMillis) {
        RunFolder run = new RunFolder(
                "file:" + folder, new HadoopFiles(spark.sparkContext().hadoopConfiguration()));
        RowCodec<GenerationRequest> codec = RowCodec.of(GenerationRequest.class);
        List<Row> requests =
                IntStream.range(0, rows).mapToObj(i -> codec.toRow(request(i))).toList();
        DeviceTasks.map(
                        spark.createDataFrame(requests, codec.schema())
                                .repartitionByRange(2, functions.col("prompt"))
                                .sortWithinPartitions("prompt"),
                        new GenerateArtifacts(
                                Modality.IMAGE,
                                new Painter(folder.resolve("busy").toString(), deviceMillis),
                                BATCH,
                                run,
                                false,
                                InFlight.planned(
                                        run, "image", spark.sparkContext().applicationId(), PATIENCE),
                                new Controls(
                                        spark.sparkContext().longAccumulator(),
                                        spark.sparkContext().longAccumulator(),
                                        null)),
                        OutcomeCodec.of(Artifact.class).schema())
                .collectAsList();
    }

    private static GenerationRequest request(int i) {
        DrawPicture ask = new DrawPicture(
                String.format(Locale.ROOT, "thing %05d", i),
                "",
                new ImageParameters(SIDE_PX, SIDE_PX, 25, 4, NoiseSchedulerKind.DDIM, 0, 1, 2, 0.6));
        return GenerationRequest.of(
                new Target("item" + i, "picture", 0),
                ask,
                new ModelRef("painter", "d", "p", Precision.FP32),
                i,
                new Origin("t", "v", null));
    }

    private static GeneratedImage drawn(long seed) {
        byte[] rgb = new byte[SIDE_PX * SIDE_PX * 3];
        new Random(seed).nextBytes(rgb);
        return new GeneratedImage(new Pixels(SIDE_PX, SIDE_PX, rgb), 5, "");
    }

    /** Of a batch, once the code is compiled. */
    private static double finishMillis() {
        double millis = 0;
        for (int round = 0; round < 10; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                Finish.of(request(i), (DrawPicture) request(i).ask(), drawn(i));
            }
            millis = (System.nanoTime() - start) / 1e6;
        }
        return millis;
    }

    /** Busy time of the devices by the time from their first batch, or a later one, to their last. */
    private static double busy(Path log, int skipped) throws IOException {
        Map<String, List<long[]>> spans = new HashMap<>();
        for (String line : Files.readAllLines(log)) {
            String[] parts = line.split(" ", -1);
            spans.computeIfAbsent(parts[0], device -> new ArrayList<>())
                    .add(new long[] {Long.parseLong(parts[1]), Long.parseLong(parts[2])});
        }
        return spans.values().stream()
                .map(of -> of.subList(skipped, of.size()))
                .mapToDouble(of -> {
                    long busy = of.stream().mapToLong(span -> span[1] - span[0]).sum();
                    long first = of.stream().mapToLong(span -> span[0]).min().orElseThrow();
                    long last = of.stream().mapToLong(span -> span[1]).max().orElseThrow();
                    return (double) busy / (last - first);
                })
                .average()
                .orElseThrow();
    }

    /** Holds its device for a time, and draws noise. */
    private record Painter(String log, long deviceMillis)
            implements ModelSource<Makers>, Makers, BatchModel<DrawPicture, GeneratedImage> {
        @Override
        public Makers ofThisTask() {
            return this;
        }

        @Override
        public BatchModel<WriteText, GeneratedText> writer(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public BatchModel<DrawPicture, GeneratedImage> painter(String name) {
            return this;
        }

        @Override
        public List<Answer<GeneratedImage>> answer(List<Job<DrawPicture>> batch) {
            long start = System.nanoTime();
            try {
                Thread.sleep(deviceMillis);
                String span = ProcessHandle.current().pid() + " " + start + " " + System.nanoTime() + "\n";
                Files.writeString(Path.of(log), span, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return batch.stream().map(job -> Answer.done(drawn(job.seed()))).toList();
        }

        @Override
        public void close() {}
    }
}
