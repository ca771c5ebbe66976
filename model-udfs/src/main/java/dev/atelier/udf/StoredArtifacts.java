package dev.atelier.udf;

import dev.atelier.domain.Artifact;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Lines of the {@link ArtifactStore} to reused outcomes. A picture whose file is gone does not count as made. */
public final class StoredArtifacts implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private final String runFolder;
    private final HadoopFiles hadoop;

    public StoredArtifacts(String runFolder, HadoopFiles hadoop) {
        this.runFolder = runFolder;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> lines) {
        OutcomeCodec<Artifact> codec = OutcomeCodec.of(Artifact.class);
        List<Row> found = new ArrayList<>();
        lines.forEachRemaining(line -> {
            Artifact artifact = ArtifactStore.parse(line.getString(0));
            if (artifact.uri() == null || exists(runFolder + "/" + artifact.uri())) {
                found.add(codec.toRow(Outcome.reused(artifact.requestId(), artifact)));
            }
        });
        return found.iterator();
    }

    private boolean exists(String uri) {
        Path path = new Path(uri);
        try {
            return hadoop.of(path).exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for " + uri + ": " + e.getMessage(), e);
        }
    }
}
