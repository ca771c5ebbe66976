package dev.atelier.pipeline;

import dev.atelier.pictures.RunPictures;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Table;
import dev.atelier.stage.Version;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** What there is in a folder, for people and scripts: its finished runs, and where a run's tables lie. */
record RunsCommands(Place root) {
    /** @throws ConfError if there is no such folder */
    static RunsCommands of(String out) {
        return new RunsCommands(Place.of("--out", out, SparkHadoopUtil.get().newConfiguration(new SparkConf())));
    }

    /**
     * The bytes of a picture: a file, or a row of the table of pictures in the folder it names.
     *
     * @throws ConfError if there is none
     */
    static byte[] picture(String text) {
        Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
        HadoopFiles files = new HadoopFiles(hadoop);
        Path path = Place.of("picture", text, hadoop).path();
        Path run = path.depth() < 2 ? null : path.getParent().getParent();
        try {
            if (run != null && files.length(path.toString()) == null) {
                String uri = path.getParent().getName() + "/" + path.getName();
                return new RunPictures(new RunFolder(run.toString(), files)).read(uri);
            }
            return files.read(path.toString());
        } catch (UncheckedIOException e) {
            throw new ConfError("Invalid picture: " + text + " (no such file)", e);
        }
    }

    /** One line for each run, the current one first. */
    void list(PrintStream to) {
        List<Snapshot> runs = new Runs(root).all();
        if (runs.isEmpty()) {
            throw noRun("");
        }
        to.printf("%6s  %-24s  %-20s  %12s%n", "run", "started", "run id", "review rows");
        for (Snapshot run : runs) {
            to.printf(
                    Locale.ROOT,
                    "%6d  %-24s  %-20s  %12s%s%n",
                    run.number(),
                    run.startedAt().replaceAll("[.][0-9]+", ""),
                    run.runId(),
                    reviewRows(run).map(String::valueOf).orElse("?"),
                    run.number() == runs.get(0).number() ? "  current" : "");
        }
    }

    /**
     * The folders of a table, as URIs, one a line.
     *
     * @param number of the run; null for the current one
     */
    void paths(String table, Long number, PrintStream to) {
        Runs runs = new Runs(root);
        Snapshot run = (number == null ? runs.current() : runs.read(number))
                .orElseThrow(() -> noRun(number == null ? "" : " " + number));
        run.of(table)
                .orElseThrow(() -> new ConfError("No table " + table + " in run " + run.number() + " (the tables are "
                        + String.join(", ", Nouns.ALL.stream().map(Table::name).toList()) + ")"))
                .values()
                .forEach(version -> to.println(root.path() + "/" + version.folder()));
    }

    /** As they stand there now, after whatever was forgotten since; the feet of the files say how many. */
    private Optional<Long> reviewRows(Snapshot run) {
        long rows = 0;
        for (Version version :
                run.of(Nouns.REVIEW_ITEMS.path()).orElseGet(TreeMap::new).values()) {
            for (String name : version.files().keySet()) {
                Path file = new Path(root.path(), version.folder() + "/" + name);
                try (var parquet = ParquetFileReader.open(
                        HadoopInputFile.fromPath(file, root.files().getConf()))) {
                    rows += parquet.getRecordCount();
                } catch (IOException | RuntimeException e) {
                    return Optional.empty(); // the file is damaged
                }
            }
        }
        return Optional.of(rows);
    }

    private ConfError noRun(String which) {
        return new ConfError(
                "No finished run" + which + " in " + root.path() + " (name the folder that --out of a run named)");
    }
}
