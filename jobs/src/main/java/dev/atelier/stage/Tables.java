package dev.atelier.stage;

import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The tables of one run, under one folder on any Hadoop file system. A run writes each table into a folder of its own
 * ({@link Version}) that nobody reads before the run is done; what it need not write again it takes from an earlier run.
 */
public final class Tables {
    private final SparkSession spark;
    private final Place root;
    private final long number;
    private final NavigableMap<String, Version> versions;
    private final List<Dataset<Row>> held = new ArrayList<>();

    /** @throws ConfError if no file system serves the folder */
    public Tables(SparkSession spark, String root) {
        this(spark, Place.of("--out", root, spark.sparkContext().hadoopConfiguration()));
    }

    /** The tables of the next run: none yet. */
    public Tables(SparkSession spark, Place root) {
        this(spark, root, new Runs(root).next(), new TreeMap<>());
    }

    /** The tables of a finished run. */
    public Tables(SparkSession spark, Place root, Snapshot run) {
        this(spark, root, run.number(), run.tables());
    }

    private Tables(SparkSession spark, Place root, long number, NavigableMap<String, Version> versions) {
        this.spark = spark;
        this.root = root;
        this.number = number;
        this.versions = versions;
    }

    /** The folder as a full URI, such as {@code file:/data/out} or {@code hdfs://nn/out}. */
    public String root() {
        return root.path().toString();
    }

    /** The folder as executors reach it. */
    public RunFolder folder() {
        return new RunFolder(root(), new HadoopFiles(spark.sparkContext().hadoopConfiguration()));
    }

    /** Small texts beside the tables. */
    public Notes notes() {
        return new Notes(root);
    }

    public SparkSession spark() {
        return spark;
    }

    /** Of the run. */
    public long number() {
        return number;
    }

    /** What there is of the run so far, by path of the table or part. */
    public NavigableMap<String, Version> versions() {
        return Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
    }

    /** All rows of a table or of a part of it; the record is the schema, so no file is opened to find one. */
    public Dataset<Row> read(Input input) {
        String[] folders = Snapshot.of(versions, input.path())
                .orElseThrow(() -> new IllegalStateException("Run " + number + " has no table " + input.path()))
                .values()
                .stream()
                .map(version -> literal(version.folder()))
                .toArray(String[]::new);
        return spark.read()
                .schema(input.table().schema())
                .option("basePath", path(input.table().name()).toString())
                .parquet(folders)
                .drop(Version.COLUMN);
    }

    /** What {@link #write} wrote. */
    public Dataset<Row> read(Version version, StructType schema) {
        return spark.read().schema(schema).parquet(literal(version.folder()));
    }

    /** Rows that a stage reads more than once, worked out now and held until {@link #release}: Spark then knows their size. */
    public Dataset<Row> held(Dataset<Row> rows) {
        Dataset<Row> once = rows.persist(StorageLevel.MEMORY_AND_DISK());
        held.add(once);
        once.write().format("noop").mode("overwrite").save();
        return once;
    }

    /** Lets go of what is held. */
    public void release() {
        held.forEach(Dataset::unpersist);
        held.clear();
    }

    /** Writes a table or a part of it anew; a column that folder names hold is not stored again. */
    public Version replace(Input input, Dataset<Row> rows) {
        String divided = input.table().dividedBy();
        Version version = write(input.path(), divided == null ? rows : rows.drop(divided));
        versions.put(input.path(), version);
        return version;
    }

    /** Takes over what an earlier run wrote. */
    public void take(NavigableMap<String, Version> earlier) {
        versions.putAll(earlier);
    }

    /** Writes rows to a folder of their own under {@code path}; what a killed run left there goes. */
    public Version write(String path, Dataset<Row> rows) {
        return write(path, number, rows);
    }

    Version write(String path, long versionNumber, Dataset<Row> rows) {
        String folder = Version.folder(path, versionNumber);
        rows.write().mode("overwrite").parquet(path(folder).toString());
        return Version.of(folder, files(folder));
    }

    /** The version with the digests of its files. */
    Version digests(Version version) {
        return new FileDigests(folder(), spark).of(Map.of("", version)).get("");
    }

    /**
     * Takes the digests of what this run wrote and has none yet.
     *
     * @param beside the tables, a version that this run may have written too
     * @return {@code beside} with its digests
     */
    public Version digested(Version beside) {
        Map<String, Version> fresh = new TreeMap<>(versions);
        fresh.put(beside.folder(), beside);
        fresh.values().removeIf(version -> !version.sha256().isEmpty() || Version.number(version.folder()) != number);
        Map<String, Version> digested = new FileDigests(folder(), spark).of(fresh);
        Version also = digested.remove(beside.folder());
        versions.putAll(digested);
        return also == null ? beside : also;
    }

    /** Folders of those versions that are not {@linkplain #isWhole whole}. */
    public Set<String> damaged(Collection<Version> all) {
        return all.stream()
                .filter(version -> !isWhole(version))
                .map(Version::folder)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Folders of those versions of which a file has another digest than was written. */
    public Set<String> altered(Collection<Version> all) {
        return new FileDigests(folder(), spark)
                .altered(all.stream().filter(this::isWhole).toList());
    }

    /** Whether every file of a version is there with its length, and no other. */
    public boolean isWhole(Version version) {
        return isWhole(root, version);
    }

    /** What is wrong with a run's tables, as the beginning of a sentence; empty for nothing. */
    public static Optional<String> damage(Place root, long run, NavigableMap<String, Version> tables) {
        return tables.entrySet().stream()
                .filter(table -> !isWhole(root, table.getValue()))
                .findFirst()
                .map(table -> "Table " + table.getKey() + " of run " + run + " is damaged: files in "
                        + table.getValue().folder() + " are gone, or others than it wrote");
    }

    /** Whether every file of a version is there with its length, and no other. */
    public static boolean isWhole(Place root, Version version) {
        return files(root, version.folder()).equals(version.files());
    }

    /** Deletes all versions under {@code path} but one. */
    public void deleteOthers(String path, Version kept) {
        try {
            for (FileStatus other : root.files().listStatus(path(path))) {
                if (!kept.folder().equals(path + "/" + other.getPath().getName())) {
                    root.files().delete(other.getPath(), true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear " + path(path) + ": " + e.getMessage(), e);
        }
    }

    private NavigableMap<String, Long> files(String folder) {
        return files(root, folder);
    }

    /** Bytes of each file of a version, by name. */
    public static NavigableMap<String, Long> files(Place root, String folder) {
        NavigableMap<String, Long> files = new TreeMap<>();
        try {
            for (FileStatus file : root.files().listStatus(new Path(root.path(), folder))) {
                if (!file.getPath().getName().matches("[._].*")) {
                    files.put(file.getPath().getName(), file.getLen());
                }
            }
        } catch (FileNotFoundException e) {
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root.path() + "/" + folder + ": " + e.getMessage(), e);
        }
        return files;
    }

    private Path path(String name) {
        return new Path(root.path(), name);
    }

    private String literal(String name) {
        return Place.literal(path(name).toString());
    }
}
