package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.artifacts.ArtifactStore;
import dev.atelier.artifacts.StoredArtifacts;
import dev.atelier.clean.CleanConf;
import dev.atelier.clean.CleanStage;
import dev.atelier.collect.CollectConf;
import dev.atelier.collect.CollectStage;
import dev.atelier.collect.CsvSource;
import dev.atelier.collect.JsonLinesSource;
import dev.atelier.collect.Mapping;
import dev.atelier.collect.Source;
import dev.atelier.collect.SourceDigests;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Target;
import dev.atelier.domain.Text;
import dev.atelier.domain.VendorSettings;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Notes;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.ModelCache;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables, the store and the sources on a real HDFS: one name node and one data node in this process. */
class HdfsTest {
    private static final SparkSession SPARK = SparkSessions.shared();
    private static final HadoopFiles HADOOP =
            new HadoopFiles(SPARK.sparkContext().hadoopConfiguration());

    @TempDir
    static Path disk;

    private static MiniDFSCluster cluster;
    private static FileSystem hdfs;

    @BeforeAll
    static void start() throws IOException {
        Configuration conf = new Configuration();
        conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.toString());
        cluster = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
        hdfs = cluster.getFileSystem();
    }

    @AfterAll
    static void stop() {
        cluster.shutdown(true);
    }

    @Test
    void aRunAppearsWholeAndAReaderGoesOnSeeingTheOneBefore() {
        Place place = Place.of("--out", uri("/publish"), SPARK.sparkContext().hadoopConfiguration());
        publish(place, 5, 2);
        Dataset<Row> before = current("/publish/requests");
        publish(place, 7, 1);
        assertThat(counts(before)).containsExactlyInAnyOrder("[text,5]", "[image,2]");
        assertThat(counts(current("/publish/requests"))).containsExactlyInAnyOrder("[text,7]", "[image,1]");
        assertThat(counts(current("/publish/requests@1"))).containsExactlyInAnyOrder("[text,5]", "[image,2]");
    }

    private static void publish(Place place, int texts, int images) {
        Tables tables = new Tables(SPARK, place);
        assertThat(tables.root()).startsWith("hdfs://");
        tables.replace(Pass.ONLY.requests(Modality.TEXT), requests(texts));
        tables.replace(Pass.ONLY.requests(Modality.IMAGE), requests(images));
        new Runs(place).publish(new Snapshot(tables.number(), "run-x", "2026-01-31T10:00:00Z", tables.versions()));
    }

    private static Dataset<Row> current(String table) {
        return SPARK.read().format("atelier").load(uri(table));
    }

    private static Stream<String> counts(Dataset<Row> requests) {
        return requests.groupBy("modality").count().collectAsList().stream().map(Row::toString);
    }

    private static Dataset<Row> requests(int count) {
        return Samples.table(
                GenerationRequest.class,
                IntStream.range(0, count)
                        .mapToObj(k -> Samples.textRequest(Samples.item("i", "Mug"), "title", k))
                        .toList(),
                1);
    }

    @Test
    void aSmallFileIsWholeAndReplaced() {
        Notes notes = new Tables(SPARK, uri("/notes")).notes();
        assertThat(notes.read("run.json")).isNull();
        notes.write("run.json", "{\"ü\": 1}");
        notes.write("run.json", "{\"ü\": 2}");
        assertThat(notes.read("run.json")).isEqualTo("{\"ü\": 2}");
    }

    @Test
    void oneRunAtATimeWorksThere() throws IOException {
        Place place = Place.of("--out", uri("/locked"), SPARK.sparkContext().hadoopConfiguration());
        LockOwner elsewhere = new LockOwner("crane", "", 1, "", "anna", "2026-01-31T10:00:00Z");
        RunLock first = RunLock.take(place, elsewhere, Duration.ofSeconds(9), () -> {});
        assertThatThrownBy(() -> RunLock.take(place, () -> {})).hasMessageContaining("process 1 of anna on host crane");
        first.close();
        RunLock.take(place, () -> {}).close();
        try (OutputStream dead = hdfs.create(path("/locked/.lock/3"))) {
            dead.write(elsewhere.text().getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> RunLock.take(place, () -> {})).hasMessageContaining("taken over after");
        hdfs.setTimes(path("/locked/.lock/3"), 1, -1);
        List<RunLock> taken = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return Optional.of(RunLock.take(place, () -> {}));
                    } catch (ConfError e) {
                        return Optional.<RunLock>empty();
                    }
                })
                .flatMap(Optional::stream)
                .toList();
        assertThat(taken).hasSize(1);
        taken.get(0).close();
    }

    @Test
    void executorsKeepFinishedBatchesThere() {
        RunFolder run = new RunFolder(uri("/run"), HADOOP);
        ArtifactStore store = new ArtifactStore(run, Modality.TEXT);
        long kept = SPARK.range(0, 12, 1, 3)
                .mapPartitions(new KeepEach(run), Encoders.LONG())
                .count();
        assertThat(kept).isEqualTo(12);
        assertThat(stored(store)).containsExactlyInAnyOrderElementsOf(ids(12));
        store.lines().compact(1);
        assertThat(stored(store)).containsExactlyInAnyOrderElementsOf(ids(12));
    }

    @Test
    void collectAndCleanReadAndWriteThere() throws IOException {
        put(
                "/in/shop.csv",
                "sku,name,description\n"
                        + "A1,Red enamel mug,A mug of enamelled steel that survives every camping trip.\n"
                        + "A1,Red enamel mug,A mug of enamelled steel that survives every camping trip.\n"
                        + "A2,,A thing without a name that nobody can find in the shop.\n");
        put(
                "/in/more.jsonl",
                "{\"sku\": \"B1\", \"name\": \"Blue teapot\", \"description\": \"A teapot for four cups and long talks.\"}\n"
                        + "{\"sku\": \"B2\", \"name\"\n");
        CollectConf sources =
                new CollectConf(List.of(source("/in/shop.csv", "csv"), source("/in/more.jsonl", "jsonl")));
        Tables tables = new Tables(SPARK, uri("/out"));
        List<Stage> stages = List.of(
                new CollectStage(
                        sources, SourceDigests.of(sources, SPARK.sparkContext().hadoopConfiguration())),
                new CleanStage(CleanConf.defaults(), "test"));
        List<FunnelRow> funnel = new Run(
                        tables, new Run.How(false, false), new PrintStream(OutputStream.nullOutputStream()))
                .take(stages);
        assertThat(funnel)
                .extracting(FunnelRow::stage, FunnelRow::in, FunnelRow::kept, FunnelRow::rejected, FunnelRow::failed)
                .containsExactly(tuple("collect", 5, 4, 0, 1), tuple("clean", 4, 2, 2, 0));
        assertThat(tables.read(Nouns.ITEMS)
                        .select(Nouns.SKU)
                        .as(Encoders.STRING())
                        .collectAsList())
                .containsExactlyInAnyOrder("A1", "B1");
        assertThat(tables.read(Nouns.REJECTED_ITEMS).count()).isEqualTo(2);
        assertThat(tables.read(Nouns.QUARANTINE).count()).isEqualTo(1);
    }

    @Test
    void aModelComesFromThereWholeAndKeepsItsDigest() throws IOException {
        Path vendor = Path.of(System.getProperty("atelier.root"), "data-samples/models/pocket-clip");
        hdfs.copyFromLocalFile(new org.apache.hadoop.fs.Path(vendor.toUri()), path("/models/pocket-clip"));
        ModelCache cache =
                ModelCache.of(disk.resolve("cache"), SPARK.sparkContext().hadoopConfiguration());
        ModelDirectory fetched = cache.find(uri("/models/pocket-clip"));
        assertThat(fetched.root()).startsWith(disk.resolve("cache").toRealPath());
        assertThat(fetched.digest()).isEqualTo(ModelDirectory.open(vendor).digest());
        ModelSpec spec = new ModelSpec(
                new ModelRef("judge", fetched.digest(), "p", Precision.FP32),
                uri("/models/pocket-clip"),
                DeviceWish.CPU,
                VendorSettings.NONE);
        assertThat(cache.open(spec).root()).isEqualTo(fetched.root());
    }

    private static org.assertj.core.groups.Tuple tuple(String stage, long... counts) {
        return org.assertj.core.groups.Tuple.tuple(stage, counts[0], counts[1], counts[2], counts[3]);
    }

    private static Source source(String path, String format) {
        Mapping rows = new Mapping(null, null, null, "CC0-1.0");
        return format.equals("csv")
                ? new CsvSource(uri(path), null, null, rows)
                : new JsonLinesSource(uri(path), null, rows);
    }

    private static List<String> stored(ArtifactStore store) {
        Dataset<String> lines = SPARK.read()
                .option("recursiveFileLookup", true)
                .textFile(store.lines().folder());
        return lines.flatMap(new StoredArtifacts(new RunFolder(uri("/run"), HADOOP)), StoredArtifacts.encoder())
                .select(Nouns.ASK_ID)
                .as(Encoders.STRING())
                .collectAsList();
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
    }

    private static void put(String path, String text) throws IOException {
        try (OutputStream out = hdfs.create(path(path), true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static org.apache.hadoop.fs.Path path(String path) {
        return new org.apache.hadoop.fs.Path(path);
    }

    private static String uri(String path) {
        return hdfs.getUri() + path;
    }

    /** Keeps one batch of one artifact for each number. */
    private record KeepEach(RunFolder run) implements MapPartitionsFunction<Long, Long> {
        @Override
        public Iterator<Long> call(Iterator<Long> numbers) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return numbers.hasNext();
                }

                @Override
                public Long next() {
                    long number = numbers.next();
                    new ArtifactStore(run, Modality.TEXT).keep(0, Map.of("r" + number, artifact("r" + number)));
                    return number;
                }
            };
        }
    }

    private static Artifact artifact(String requestId) {
        return new Artifact(
                "a-" + requestId,
                requestId,
                new Target("item", "title", 0),
                new Text("A mug", ContentId.ofBytes("A mug".getBytes(StandardCharsets.UTF_8)), 2, "stop", -0.5),
                3,
                "");
    }
}
