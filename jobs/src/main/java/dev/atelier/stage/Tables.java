package dev.atelier.stage;

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

/**
 * Where a run's tables live: under one folder, on any Hadoop file system. A table appears by one rename, so that a reader
 * never sees half of it. Names are paths relative to the folder: {@code items}, {@code requests/modality=text}.
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

    public Dataset<Row> read(String name) {
        String table = name.contains("=") ? name.substring(0, name.indexOf('/')) : name;
        return spark.read()
                .option("basePath", path(table).toString())
                .parquet(Place.literal(path(name).toString()));
    }

    public boolean exists(String name) {
        try {
            return files.exists(path(name));
        } catch (IOException e) {
            throw failed("look for", name, e);
        }
    }

    /**
     * Writes the table beside its place, then moves it there; the old one, if any, is gone afterwards. A column that the
     * name holds ({@code modality} in {@code requests/modality=text}) is not stored again.
     */
    public void replace(String name, Dataset<Row> rows) {
        String pending = PENDING + "/" + name.replace('/', '~');
        String partition = name.substring(name.lastIndexOf('/') + 1);
        rows.drop(partition.contains("=") ? partition.substring(0, partition.indexOf('=')) : "")
                .write()
                .mode("overwrite")
                .parquet(path(pending).toString());
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
