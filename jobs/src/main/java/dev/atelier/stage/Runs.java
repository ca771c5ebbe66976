package dev.atelier.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The finished runs of a folder. The current one is that with the highest number, and none is ever changed: a run becomes
 * current by one new small file, which every file system shows whole or not at all, object stores too. So a reader that
 * looks once sees every table of one run, and goes on seeing it while the next one comes.
 */
public record Runs(Place root) {
    /** Folder of what is kept of each run. */
    public static final String FOLDER = "runs";

    private static final String TABLES = "tables.json";
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Where a file about a run lies, such as {@code runs/3/run.json}. */
    public static String path(long number, String name) {
        return FOLDER + "/" + number + "/" + name;
    }

    /** The newest first. */
    public List<Snapshot> all() {
        List<Snapshot> all = new ArrayList<>();
        for (long number : numbers()) {
            read(number).ifPresent(all::add);
        }
        return all;
    }

    /** The number of the next run: no run has it, finished or damaged. */
    public long next() {
        for (long number : numbers()) {
            if (new Notes(root).read(path(number, TABLES)) != null) {
                return number + 1;
            }
        }
        return 1;
    }

    /** Whether the current run consists of these tables; never where it cannot be read. */
    public boolean isCurrent(Map<String, Version> tables) {
        try {
            return current().filter(run -> run.tables().equals(tables)).isPresent();
        } catch (ConfError e) {
            return false;
        }
    }

    public Optional<Snapshot> current() {
        for (long number : numbers()) {
            Optional<Snapshot> run = read(number);
            if (run.isPresent()) {
                return run;
            }
        }
        return Optional.empty();
    }

    /** Empty where there is none, or it never came to its end. */
    public Optional<Snapshot> read(long number) {
        String name = path(number, TABLES);
        String text = new Notes(root).read(name);
        try {
            return text == null ? Optional.empty() : Optional.of(JSON.readValue(text, Snapshot.class));
        } catch (JsonProcessingException e) {
            throw new ConfError(
                    "Cannot read " + root.path() + "/" + name + ": " + e.getOriginalMessage()
                            + " (run again, which makes a new current run, or delete the folder " + FOLDER + "/"
                            + number + ", which forgets that run)",
                    e);
        }
    }

    /** Makes a run the current one. */
    public void publish(Snapshot run) {
        try {
            String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(run);
            new Notes(root).write(path(run.number(), TABLES), text + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + run, e);
        }
    }

    /** Of all runs that have a folder, the highest first. */
    private List<Long> numbers() {
        try {
            List<Long> numbers = new ArrayList<>();
            for (FileStatus run : root.files().listStatus(new Path(root.path(), FOLDER))) {
                if (run.getPath().getName().matches("[1-9][0-9]{0,17}")) {
                    numbers.add(Long.valueOf(run.getPath().getName()));
                }
            }
            numbers.sort(Collections.reverseOrder());
            return numbers;
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the runs of " + root.path() + ": " + e.getMessage(), e);
        }
    }
}
