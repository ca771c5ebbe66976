package dev.atelier.stage;

import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Where a run's tables live: under one folder, on any Hadoop file system. A table appears by one rename, so that a reader
 * never sees half of it.
 */
public final class Tables {
    private static final String PENDING = ".pending";
    private final SparkSession spark;
    private final Path root;
    private final FileSystem files;

    /** @throws ConfError if no file system serves the folder */
    public Tables(SparkSession spark, String root) {
        this(spark, Place.of("--out", root, spark.sparkContext().hadoopConfiguration()));
    }

    public Tables(SparkSession spark, Place root) {
        this.spark = spark;
        this.files = root.files();
        this.root = root.path();
    }

    /** The folder as a full URI, such as {@code file:/data/out} or {@code hdfs://nn/out}. */
    public String root() {
        return root.toString();
    }

    /** The folder as executors reach it. */
    public RunFolder folder() {
        return new RunFolder(root(), new HadoopFiles(spark.sparkContext().hadoopConfiguration()));
    }

    public SparkSession spark() {
        return spark;
    }

    /** All rows of a table or of a part of it; the record is the schema, so no file is opened to find one. */
    public Dataset<Row> read(Input input) {
        Table<?> table = input.table();
        return spark.read()
                .schema(table.schema())
                .option("basePath", path(table.name()).toString())
                .parquet(Place.literal(path(input.path()).toString()));
    }

    public boolean exists(Input input) {
        try {
            return files.exists(path(input.path()));
        } catch (IOException e) {
            throw failed("look for", input.path(), e);
        }
    }

    /** What {@link #replace} wrote under a name of its own. */
    public Dataset<Row> read(String name, StructType schema) {
        return spark.read().schema(schema).parquet(Place.literal(path(name).toString()));
    }

    /** Replaces a table or a part of it; a column that folder names hold is not stored again. */
    public void replace(Input input, Dataset<Row> rows) {
        String divided = input.table().dividedBy();
        replace(input.path(), divided == null ? rows : rows.drop(divided));
    }

    /** Writes rows beside their place, then moves them there; the old ones, if any, are gone afterwards. */
    public void replace(String name, Dataset<Row> rows) {
        String pending = PENDING + "/" + name.replace('/', '~');
        rows.write().mode("overwrite").parquet(path(pending).toString());
        move(pending, name);
    }

    /** Moves a finished folder to {@code name}, replacing what was there. */
    public void move(String from, String name) {
        try {
            files.mkdirs(path(name).getParent());
            files.delete(path(name), true);
            if (!files.rename(path(from), path(name))) {
                throw new IOException("the file system refused to rename " + path(from));
            }
        } catch (IOException e) {
            throw failed("publish", name, e);
        }
    }

    /** The text of a small file, or null if there is none. */
    public String readText(String name) {
        try (var in = files.open(path(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException e) {
            throw failed("read", name, e);
        }
    }

    /** Writes a small file as a whole: a reader sees the old text or the new one. */
    public void writeText(String name, String text) {
        String pending = PENDING + "/" + name.replace('/', '~');
        try (FSDataOutputStream out = files.create(path(pending), true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed("write", name, e);
        }
        move(pending, name);
    }

    public void delete(String name) {
        try {
            files.delete(path(name), true);
        } catch (IOException e) {
            throw failed("delete", name, e);
        }
    }

    private Path path(String name) {
        return new Path(root, name);
    }

    private UncheckedIOException failed(String verb, String name, IOException e) {
        return new UncheckedIOException("Cannot " + verb + " " + path(name) + ": " + e.getMessage(), e);
    }
}
