package dev.atelier.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.pictures.RunPictures;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Notes;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Table;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** What there is in a folder, for people and scripts: its finished runs, and where a run's tables lie. */
record RunsCommands(Place root) {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private Optional<Long> reviewRows(Snapshot run) {
        try {
            String manifest = new Notes(root).read(Runs.path(run.number(), Pipeline.MANIFEST));
            var funnel = manifest == null ? null : JSON.readTree(manifest).path("funnel");
            return funnel == null || funnel.isEmpty()
                    ? Optional.empty()
                    : Optional.of(funnel.path(funnel.size() - 1).path("out").asLong());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private ConfError noRun(String which) {
        return new ConfError(
                "No finished run" + which + " in " + root.path() + " (name the folder that --out of a run named)");
    }
}
