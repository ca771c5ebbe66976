package dev.atelier.collect;

import dev.atelier.stage.ConfError;
import dev.atelier.stage.Place;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.hadoop.fs.GlobPattern;

/**
 * Refuses local files that Hadoop's file system would leave out of a folder without a word, or stumble over: names that
 * this JVM cannot spell, names with a colon, links to nothing, links that lead back, pipes and devices.
 */
final class LocalNames {
    private LocalNames() {}

    /** Looks at the file itself, or at what the last part of a pattern may match. */
    static void check(Place place) throws IOException {
        if (!place.isLocal()) {
            return;
        }
        Path path = place.local();
        if (Files.exists(path)) {
            check(path);
        } else if (path.getParent() != null && Files.isDirectory(path.getParent())) {
            GlobPattern pattern = new GlobPattern(path.getFileName().toString());
            checkAll(path.getParent(), name -> pattern.matches(name));
        }
    }

    /** Looks at everything in the folder that is not hidden. */
    static void checkFolder(Place folder) throws IOException {
        if (folder.isLocal()) {
            checkAll(folder.local(), name -> !SourceFiles.isHidden(name));
        }
    }

    private static void checkAll(Path folder, Predicate<String> which) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (which.test(child.getFileName().toString())) {
                    check(child);
                }
            }
        }
    }

    private static void check(Path file) throws IOException {
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            throw refused(
                    file, "a link to " + Files.readSymbolicLink(file) + ", which is not there: remove or mend it");
        } else if (!file.toFile().exists()) {
            throw refused(file, "its name cannot be read; " + Place.unspeakable());
        } else if (Files.isDirectory(file)) {
            Path real = file.toRealPath();
            if (Files.isSymbolicLink(file) && file.getParent().toRealPath().startsWith(real)) {
                throw refused(file, "a link to a folder that it lies in: remove it");
            }
        } else if (!Files.isRegularFile(file)) {
            throw refused(file, "neither a file nor a folder, but a pipe or a device: name a file");
        } else if (file.getFileName().toString().contains(":")) {
            throw refused(file, "Hadoop cannot read a name with a colon: rename it");
        } else if (!Files.isReadable(file)) {
            throw refused(file, "no permission to read it: grant it, or narrow the path of the source");
        }
    }

    private static ConfError refused(Path file, String why) {
        return new ConfError("Cannot read source file " + file + " (" + why + ")");
    }
}
