package dev.atelier.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What a stage worked out for each row of its input by itself: written once, read by the rest of the stage, and found
 * again by the next run, whatever that run's configuration. Rows say themselves what they hold for.
 */
public record RowMemory(Tables tables, String stage) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Rows of the last run that got so far; empty if there are none, or a file of them is not as it was written. */
    public Optional<Dataset<Row>> last(StructType columns) {
        tables.spark().sparkContext().setJobDescription(stage + ": whether the rows of the last run are whole");
        return version()
                .filter(tables::isWhole)
                .filter(version -> tables.altered(List.of(version)).isEmpty())
                .map(version -> tables.read(version, columns));
    }

    /**
     * Writes the rows, which may come from the last ones, in their place.
     *
     * @return the rows as written
     */
    public Dataset<Row> replace(Dataset<Row> rows, StructType columns) {
        long next = 1 + version().map(last -> Version.number(last.folder())).orElse(0L);
        tables.spark().sparkContext().setJobDescription(stage + ": rows by themselves");
        Version written = tables.digests(tables.write(folder(), next, rows));
        try {
            tables.notes().write(note(), JSON.writeValueAsString(written));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + written, e);
        }
        tables.deleteOthers(folder(), written);
        return tables.read(written, columns);
    }

    private Optional<Version> version() {
        try {
            String note = tables.notes().read(note());
            return note == null ? Optional.empty() : Optional.of(JSON.readValue(note, Version.class));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // cut short: the rows are worked out again
        }
    }

    private String folder() {
        return ".outcomes/" + stage + "-rows";
    }

    private String note() {
        return folder() + ".json";
    }
}
