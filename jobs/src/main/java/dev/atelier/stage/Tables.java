package dev.atelier.stage;

import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
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
import java.util.stream.Stream;
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

    /** All rows of a table or of parts of one; the record is the schema, so no file is opened to find one. */
    public Dataset<Row> read(Input... parts) {
        String[] folders = Stream.of(parts)
                .flatMap(part -> of(part)
                        .orElseThrow(() -> new IllegalStateException("Run " + number + " has no table " + part.path()))
                        .values()
                        .stream())
                .map(version -> literal(version.folder()))
                .toArray(String[]::new);
        Table<?> table = parts[0].table();
        return spark.read()
                .schema(table.schema())
                .option("basePath", path(table.name()).toString())
                .parquet(folders)
                .drop(Version.COLUMN);
    }

    /** The versions of a table, with all its parts, or of one part. */
    private Optional<NavigableMap<String, Version>> of(Input input) {
        return input instanceof Table.Part
                ? Optional.ofNullable(versions.get(input.path())).map(one -> new TreeMap<>(Map.of(input.path(), one)))
                : Snapshot.of(versions, input.path());
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
        Version version = writeTo(Version.folder(input, number), divided == null ? rows : rows.drop(divided));
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
        return writeTo(Version.folder(path, versionNumber), rows);
    }

    private Version writeTo(String folder, Dataset<Row> rows) {
        rows.write().mode("overwrite").parquet(path(folder).toString());
        return Version.of(folder, new VersionFiles(root).of(folder));
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
        return new VersionFiles(root).isWhole(version);
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

    private Path path(String name) {
        return new Path(root.path(), name);
    }

    private String literal(String name) {
        return Place.literal(path(name).toString());
    }
}
