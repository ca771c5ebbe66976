package dev.atelier.stage;

import dev.atelier.domain.Require;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A table, or a part of one, as one run wrote it: a folder that never changes.
 *
 * @param folder in the run's folder, such as {@code items/version=3}
 * @param files bytes of each, by name
 */
public record Version(String folder, NavigableMap<String, Long> files) {
    /** The column and folder name that tells versions apart. */
    static final String COLUMN = "version";

    public Version {
        Require.text(folder, "folder of a table");
        files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
    }

    static String folder(String path, long number) {
        return path + "/" + COLUMN + "=" + number;
    }
}
