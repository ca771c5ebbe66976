package dev.atelier.pictures;

import com.sun.management.OperatingSystemMXBean;
import dev.atelier.artifacts.ArtifactStore;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Picture;
import dev.atelier.domain.Target;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * What it takes to commit pictures of 30 KB (random bytes) in batches of 8, with their lines of the store, to a real HDFS (one
 * name node and one data node in this process), and to read them again; prints seconds and milliseconds.
 * {@code scripts/bench/pictures.sh} runs it.
 */
final class CommitPictures {
    private static final int BATCH = 8, PICTURE_BYTES = 30_000, THUMBNAIL_BYTES = 2_000, READS = 200;

    private CommitPictures() {}

    /** @param args {@code files} or {@code table}; how many pictures; how many tasks at once; a folder on the local disk */
    public static void main(String[] args) throws IOException {
        boolean table = PictureForm.valueOf(args[0].toUpperCase(Locale.ROOT)) == PictureForm.TABLE;
        int count = Integer.parseInt(args[1]);
        SparkSession spark = SparkSession.builder()
                .master("local[" + args[2] + "]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.local.dir", args[3] + "/spark")
                .getOrCreate();
        Configuration conf = new Configuration();
        HadoopFiles.SMALL_FILES.forEach(conf::set); // as a run's session does
        conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, args[3] + "/hdfs");
        try (MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(conf).numDataNodes(1).build()) {
            RunFolder run = new RunFolder(cluster.getFileSystem().getUri() + "/run", new HadoopFiles(conf));
            measure(run, table, count, Integer.parseInt(args[2]), spark);
        }
        spark.stop();
    }

    private static void measure(RunFolder run, boolean table, int count, int tasks, SparkSession spark) {
        Clock clock = new Clock();
        spark.range(0, count, 1, tasks)
                .mapPartitions(new Commit(run, false, true), Encoders.STRING())
                .count();
        System.out.printf("%d pictures: random bytes and digests alone %s%n", count, clock.lap());
        List<String> uris = spark.range(0, count, 1, tasks)
                .mapPartitions(new Commit(run, table, false), Encoders.STRING())
                .collectAsList();
        System.out.printf("made and committed as %s in %s%n", table ? "rows" : "files", clock.lap());
        new JoinPictures(run).ifMany(JoinPictures.MOST_FILES, spark);
        System.out.printf("joined in %s%n", clock.lap());
        System.out.printf(
                "files of the table %d, the store's %d%n",
                run.list(PictureTable.FOLDER).size(),
                run.filesUnder(".store/image").size());
        read(run, uris);
        if (table) {
            clock.lap();
            long whole = spark.read()
                    .parquet(run.uri() + "/" + PictureTable.FOLDER)
                    .where("length(png) = size_bytes")
                    .count();
            System.out.printf("Spark read %d rows with their bytes in %s%n", whole, clock.lap());
            long named = PictureScan.of(run, spark).count();
            System.out.printf("and names and lengths alone, %d, in %s%n", named, clock.lap());
        }
    }

    private static void read(RunFolder run, List<String> uris) {
        RunPictures pictures = new RunPictures(run);
        double[] millis = new double[READS];
        for (int i = 0; i < READS; i++) {
            long start = System.nanoTime();
            if (pictures.read(uris.get((int) ((long) i * uris.size() / READS))).length != PICTURE_BYTES) {
                throw new IllegalStateException("a picture has another length");
            }
            millis[i] = seconds(start) * 1e3;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "one picture read: the first in %.1f ms, median %.1f ms, slowest but the first %.1f ms%n",
                first, millis[READS / 2], millis[READS - 2]);
    }

    /** Seconds since the last lap: by the wall, and of processors, which do not depend on who else uses the machine. */
    private static final class Clock {
        private final OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private long wall = System.nanoTime();
        private long used = process.getProcessCpuTime();

        String lap() {
            double seconds = seconds(wall);
            double processors = (process.getProcessCpuTime() - used) / 1e9;
            wall = System.nanoTime();
            used = process.getProcessCpuTime();
            return String.format(Locale.ROOT, "%.1f s (%.1f s of processors)", seconds, processors);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Numbers to uris of pictures that were committed, a batch at a time. */
    private record Commit(RunFolder run, boolean table, boolean onlyMake)
            implements MapPartitionsFunction<Long, String> {
        @Override
        public Iterator<String> call(Iterator<Long> numbers) {
            int partition = TaskContext.getPartitionId();
            NewPictures fresh = new RunPictures(run).fresh(table, partition);
            ArtifactStore store = new ArtifactStore(run, Modality.IMAGE);
            Map<String, Artifact> batch = new LinkedHashMap<>();
            List<String> uris = new ArrayList<>();
            while (numbers.hasNext()) {
                long number = numbers.next();
                byte[] png = new byte[PICTURE_BYTES];
                new SplittableRandom(number).nextBytes(png);
                String sha256 = ContentId.ofBytes(png);
                if (onlyMake) {
                    continue;
                }
                String uri = fresh.add(sha256, png);
                uris.add(uri);
                batch.put("ask-" + number, artifact(number, uri, sha256, png));
                if (batch.size() == BATCH || !numbers.hasNext()) {
                    fresh.keep();
                    store.keep(partition, batch);
                    batch.clear();
                }
            }
            return uris.iterator();
        }

        private static Artifact artifact(long number, String uri, String sha256, byte[] png) {
            byte[] thumbnail = Arrays.copyOf(png, THUMBNAIL_BYTES);
            return new Artifact(
                    "a-" + number,
                    "r-" + number,
                    new Target("item-" + number, "picture", 0),
                    new Picture(uri, sha256, sha256, 128, 128, (long) png.length, thumbnail),
                    9,
                    "");
        }
    }
}
