package dev.atelier.artifacts;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Picture;
import dev.atelier.pictures.RunPictures;
import dev.atelier.rows.RowCodec;
import dev.atelier.worker.RunFolder;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Lines of the {@link ArtifactStore} to {@link Kept} rows. A picture whose file is gone or cut does not count as made; those in
 * the table of pictures all come, to be compared with it together.
 */
public final class StoredArtifacts implements FlatMapFunction<String, Row> {
    private static final long serialVersionUID = 1L;
    private static final RowCodec<Kept> CODEC = RowCodec.of(Kept.class);
    private final RunFolder folder;

    /** What was made for an ask. */
    public record Kept(String askId, Artifact artifact) {}

    public StoredArtifacts(RunFolder folder) {
        this.folder = folder;
    }

    public static Encoder<Row> encoder() {
        return Encoders.row(CODEC.schema());
    }

    private static boolean isRow(Artifact artifact) {
        return artifact.made() instanceof Picture picture && RunPictures.isInTable(picture.uri());
    }

    @Override
    public Iterator<Row> call(String line) {
        ArtifactStore.Stored stored = ArtifactStore.parse(line);
        boolean usable = stored != null
                && (isRow(stored.artifact()) || ArtifactStore.isThere(stored.artifact(), folder::length));
        List<Row> kept = usable ? List.of(CODEC.toRow(new Kept(stored.askId(), stored.artifact()))) : List.of();
        return kept.iterator();
    }
}
