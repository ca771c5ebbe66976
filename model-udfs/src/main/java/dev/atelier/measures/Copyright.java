package dev.atelier.measures;

import dev.atelier.domain.Require;
import dev.atelier.text.ProtectedNames;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * What texts and pictures must not be copies of, and must not name. Travels to executors.
 *
 * @param hasTexts whether rows come with passages of protected texts that may have something in common with theirs
 * @param names more lines for {@link ProtectedNames}, beside the built-in {@code names.txt}
 * @param hasPictures whether there are protected pictures
 * @param pictures null for none, and until the stage reads them
 */
public record Copyright(
        boolean hasTexts, List<String> names, boolean hasPictures, Broadcast<ProtectedPictures> pictures)
        implements Serializable {
    /** Nothing but the built-in names. */
    public static final Copyright NONE = new Copyright(false, List.of(), false, null);

    public Copyright {
        names = Require.list(names);
        ProtectedNames.of(names); // throws where a line has another form
    }

    /** With the pictures that are read now. */
    public Copyright with(Broadcast<ProtectedPictures> read) {
        return new Copyright(hasTexts, names, hasPictures, read);
    }
}
