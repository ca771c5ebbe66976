package dev.atelier.artifacts;

import dev.atelier.worker.RunFolder;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Rows of a picture's uri and length in bytes (null if it was not kept) to the uris of those whose file is gone or has
 * another length. Rows come sorted by uri: then each folder is listed once.
 */
public final class LostPictures implements MapPartitionsFunction<Row, String> {
    private static final long serialVersionUID = 1L;
    private final RunFolder run;
    private transient String listed;
    private transient Map<String, Long> lengths;

    public LostPictures(RunFolder run) {
        this.run = run;
    }

    @Override
    public Iterator<String> call(Iterator<Row> rows) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
                .filter(row -> isLost(row.getString(0), row.isNullAt(1) ? null : row.getLong(1)))
                .map(row -> row.getString(0))
                .iterator();
    }

    private boolean isLost(String uri, Long bytes) {
        int name = uri.lastIndexOf('/') + 1;
        String folder = uri.substring(0, name);
        if (!folder.equals(listed)) {
            lengths = run.lengths(folder);
            listed = folder;
        }
        Long there = lengths.get(uri.substring(name));
        return there == null || (bytes != null && !bytes.equals(there));
    }
}
