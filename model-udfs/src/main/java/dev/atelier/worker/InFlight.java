package dev.atelier.worker;

import dev.atelier.domain.ContentId;
import dev.atelier.domain.RowFailure;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Which rows are inside a model right now, as one small file for the rows that went in together, gone when all came back.
 * A file that an executor left behind when it died names the suspects: the next attempt gives each of them to the model alone, and a row
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

    /** The failure of a row that keeps killing executors; null for any other. */
    static RowFailure verdict(String id, int deaths) {
        return deaths < DEATHS
                ? null
                : new RowFailure(
                        "executor_died",
                        "Executors died " + deaths + " times with only this row in the model (row " + id
                                + "; look at the executors' logs, then replay)");
    }

    /**
     * Puts rows on record.
     *
     * @param deaths how often the one row was alone at a death; 0 for rows in company
     */
    Mark mark(List<String> ids, int deaths) {
        String marker = folder + "/" + ContentId.of(ids.toArray(String[]::new)) + "-" + deaths;
        hadoop.writeWhole(marker, String.join("\n", ids).getBytes(StandardCharsets.UTF_8));
        return new Mark(marker, ids, deaths);
    }

    /** Rows on record, until all of them came back. */
    final class Mark {
        private final String marker;
        private final List<String> ids;
        private final int deaths;
        private int inside;

        private Mark(String marker, List<String> ids, int deaths) {
            this.marker = marker;
            this.ids = ids;
            this.deaths = deaths;
            this.inside = ids.size();
        }

        /**
         * One of the rows came back, with whatever answer.
         *
         * @return whether it was the last
         */
        boolean answered() {
            if (--inside == 0) {
                erase();
                forget(ids.get(0), deaths);
            }
            return inside == 0;
        }

        /** Takes the rows off the record: only the death of the process leaves it. */
        void erase() {
            hadoop.delete(marker);
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
