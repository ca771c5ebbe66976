package dev.atelier.udf;

import dev.atelier.domain.ContentId;
import dev.atelier.domain.RowFailure;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Which rows are inside a model right now, as one small file for each batch, gone when the batch returns. A file that an
 * executor left behind when it died names the suspects: the next attempt gives each of them to the model alone, and a row
 * that was alone at {@link #DEATHS} deaths fails instead of costing another executor.
 */
public final class InFlight implements Serializable {
    private static final long serialVersionUID = 1L;
    /** A killed driver leaves files too, so one death alone proves nothing. */
    static final int DEATHS = 3;

    private final String folder;
    private final HadoopFiles hadoop;

    public InFlight(String folder, HadoopFiles hadoop) {
        this.folder = folder;
        this.hadoop = hadoop;
    }

    /** What was left behind: for each suspect, how often it was alone at a death; 0 if only in company. */
    public Map<String, Integer> suspects() {
        Map<String, Integer> deaths = new HashMap<>();
        try {
            Path path = new Path(folder);
            FileSystem files = hadoop.of(path);
            if (!files.exists(path)) {
                return deaths;
            }
            for (FileStatus left : files.listStatus(path)) {
                if (!left.getPath().getName().startsWith("_")) {
                    List<String> ids = read(left.getPath().toString());
                    ids.forEach(id -> deaths.merge(id, ids.size() == 1 ? 1 : 0, Integer::sum));
                }
            }
            return deaths;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Runs a batch with its rows on record.
     *
     * @param suspects what {@link #suspects()} found before this task began
     * @throws RowFailure if the batch is one row that keeps killing executors
     */
    public <I, M> List<M> guard(
            List<I> batch, Function<I, String> id, Map<String, Integer> suspects, Function<List<I>, List<M>> model) {
        boolean suspected = batch.stream().anyMatch(row -> suspects.containsKey(id.apply(row)));
        if (suspected && batch.size() > 1) {
            List<M> made = new ArrayList<>();
            batch.forEach(row -> made.addAll(guard(List.of(row), id, suspects, model)));
            return made;
        }
        List<String> ids = batch.stream().map(id).toList();
        int deaths = batch.size() == 1 ? suspects.getOrDefault(ids.get(0), 0) : 0;
        if (deaths >= DEATHS) {
            throw new RowFailure(
                    "executor_died",
                    "Executors died " + deaths + " times with only this row in the model (row " + ids.get(0)
                            + "; look at the executors' logs, then replay)");
        }
        String marker = folder + "/" + ContentId.of(ids.toArray()) + "-" + deaths;
        hadoop.writeWhole(marker, String.join("\n", ids).getBytes(StandardCharsets.UTF_8));
        try {
            return model.apply(batch);
        } finally {
            // an exception is the caller's to handle; only the death of the process leaves the file
            hadoop.delete(marker);
            forget(ids.get(0), deaths);
        }
    }

    /** A row that came through alone is no suspect any more. */
    private void forget(String id, int deaths) {
        for (int i = 0; i < deaths; i++) {
            hadoop.delete(folder + "/" + ContentId.of(id) + "-" + i);
        }
    }

    private List<String> read(String uri) {
        return Arrays.asList(new String(hadoop.read(uri), StandardCharsets.UTF_8).split("\n"));
    }
}
