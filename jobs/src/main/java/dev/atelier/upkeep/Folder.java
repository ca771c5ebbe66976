package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import dev.atelier.stage.ConfError;
import dev.atelier.stage.Notes;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Table;
import dev.atelier.stage.Version;
import dev.atelier.stage.VersionFiles;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A folder of runs with everything that lies in it, whichever run wrote it. */
public record Folder(SparkSession spark, Place root) {
    /** Column that says in which version's folder a row lies. */
    static final String VERSION = "version_folder";

    /** The folder as tasks reach it. */
    RunFolder run() {
        return new RunFolder(
                root.path().toString(), new HadoopFiles(spark.sparkContext().hadoopConfiguration()));
    }

    Runs runs() {
        return new Runs(root);
    }

    Notes notes() {
        return new Notes(root);
    }

    /** @throws ConfError if one of its tables is damaged: nothing can be found in it then */
    void refuseDamaged(Snapshot run) {
        new VersionFiles(root).damage(run.number(), run.tables()).ifPresent(damage -> {
            throw new ConfError(
                    damage + " (run again, which heals the current run; then atelier gc --keep 1 removes older ones)");
        });
    }

    Path path(String name) {
        return new Path(root.path(), name);
    }

    /** Folders of all versions of a table and of its parts, such as {@code items/version=3}. */
    List<String> versions(Table<?> table) {
        List<String> versions = new ArrayList<>();
        for (String name : names(table.name())) {
            String path = table.name() + "/" + name;
            if (Version.isFolder(path)) {
                versions.add(path);
            } else {
                names(path).stream()
                        .map(part -> path + "/" + part)
                        .filter(Version::isFolder)
                        .forEach(versions::add);
            }
        }
        return versions;
    }

    /** Rows of versions of a table, in one reading; columns {@code version} and {@link #VERSION} say of which. */
    Dataset<Row> read(Table<?> table, List<String> versions) {
        StructType schema = table.schema();
        if (versions.isEmpty()) {
            return spark.createDataFrame(
                    List.of(), schema.add(Version.COLUMN, DataTypes.StringType).add(VERSION, DataTypes.StringType));
        }
        Column part = table.dividedBy() == null
                ? lit("")
                : concat(lit("/" + table.dividedBy() + "="), col(table.dividedBy()));
        return spark.read()
                .schema(schema.add(Version.COLUMN, DataTypes.StringType))
                .option("basePath", path(table.name()).toString())
                .parquet(versions.stream()
                        .map(version -> Place.literal(path(version).toString()))
                        .toArray(String[]::new))
                .withColumn(
                        VERSION, concat(lit(table.name()), part, lit("/" + Version.COLUMN + "="), col(Version.COLUMN)));
    }

    /** Rows of all versions of a table. */
    Dataset<Row> read(Table<?> table) {
        return read(table, versions(table));
    }

    /** Says what the next Spark jobs do. */
    void describe(String jobs) {
        spark.sparkContext().setJobDescription(jobs);
    }

    /** Names of what is in a folder, sorted; none if it is not there. */
    List<String> names(String folder) {
        return Arrays.stream(files(folder))
                .map(file -> file.getPath().getName())
                .sorted()
                .toList();
    }

    FileStatus[] files(String folder) {
        try {
            return root.files().listStatus(path(folder));
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + path(folder) + ": " + e.getMessage(), e);
        }
    }
}
