package dev.atelier.measures;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Item;
import dev.atelier.domain.Picture;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.Text;
import dev.atelier.image.Png;
import dev.atelier.pictures.RunPictures;
import dev.atelier.worker.RunFolder;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An artifact as a scorer sees it. */
final class Subject {
    private final Scorable row;
    private final RunFolder folder;
    private final List<Finding> fresh = new ArrayList<>();
    private Pixels pixels;
    private RowFailure unreadable;

    /** @throws RowFailure {@code missing_request} or {@code missing_item} if the run's tables lack what belongs to it */
    Subject(Scorable row, RunFolder folder) {
        if (row.request() == null || row.item() == null) {
            throw new RowFailure(
                    row.request() == null ? "missing_request" : "missing_item",
                    "Artifact " + row.artifact().artifactId() + " has no "
                            + (row.request() == null
                                    ? "request " + row.artifact().requestId()
                                    : "item")
                            + " in the run's tables (run again from the stage that makes it)");
        }
        this.row = row;
        this.folder = folder;
    }

    Artifact artifact() {
        return row.artifact();
    }

    Item item() {
        return row.item();
    }

    String askId() {
        return row.request().askId();
    }

    String prompt() {
        return row.request().ask().prompt();
    }

    /** Texts that people wrote for this item and field; empty for none. */
    List<String> references() {
        return row.references();
    }

    /** What was found under that id in an earlier run. */
    Optional<Found> found(String id) {
        return row.findings().stream()
                .filter(finding -> finding.id().equals(id))
                .map(Finding::found)
                .findFirst();
    }

    /** Found now, and worth keeping. */
    void keep(Finding finding) {
        fresh.add(finding);
    }

    /** What {@link #keep} got. */
    List<Finding> fresh() {
        return List.copyOf(fresh);
    }

    Text text() {
        return (Text) row.artifact().made();
    }

    /**
     * The picture, read once.
     *
     * @throws RowFailure {@code missing_picture} or {@code unreadable_picture}
     */
    Pixels pixels() {
        mustBeReadable();
        if (pixels == null) {
            try {
                pixels = read(((Picture) artifact().made()).uri());
            } catch (RowFailure e) {
                unreadable = e;
                throw e;
            }
        }
        return pixels;
    }

    /** @throws RowFailure if its picture was asked for and could not be read: that is the row's fault and no scorer's */
    void mustBeReadable() {
        if (unreadable != null) {
            throw unreadable;
        }
    }

    private Pixels read(String uri) {
        try {
            return Png.decode(new RunPictures(folder).read(uri));
        } catch (UncheckedIOException e) {
            throw new RowFailure(
                    "missing_picture",
                    "Picture " + uri + " of artifact " + artifact().artifactId()
                            + " cannot be read (run again with --verify: a picture that cannot be read is drawn again)",
                    e);
        } catch (IllegalArgumentException e) {
            throw new RowFailure(
                    "unreadable_picture",
                    "Picture " + uri + " of artifact " + artifact().artifactId() + " is damaged: " + e.getMessage()
                            + " (run again with --verify: an altered picture is drawn again)",
                    e);
        }
    }
}
