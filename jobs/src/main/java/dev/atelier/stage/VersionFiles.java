package dev.atelier.stage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The files of versions in a run's folder, as they are there. */
public record VersionFiles(Place root) {
    /** Bytes of each file of a version's folder, by name; none if it is not there. */
    public NavigableMap<String, Long> of(String folder) {
        NavigableMap<String, Long> files = new TreeMap<>();
        try {
            for (FileStatus file : root.files().listStatus(new Path(root.path(), folder))) {
                if (!file.getPath().getName().matches("[._].*")) {
                    files.put(file.getPath().getName(), file.getLen());
                }
            }
        } catch (FileNotFoundException e) {
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root.path() + "/" + folder + ": " + e.getMessage(), e);
        }
        return files;
    }

    /** Whether every file of a version is there with its length, and no other. */
    public boolean isWhole(Version version) {
        return of(version.folder()).equals(version.files());
    }

    /** What is wrong with a run's tables, as the beginning of a sentence; empty for nothing. */
    public Optional<String> damage(long run, NavigableMap<String, Version> tables) {
        return tables.entrySet().stream()
                .filter(table -> !isWhole(table.getValue()))
                .findFirst()
                .map(table -> "Table " + table.getKey() + " of run " + run + " is damaged: files in "
                        + table.getValue().folder() + " are gone, or others than it wrote");
    }
}
