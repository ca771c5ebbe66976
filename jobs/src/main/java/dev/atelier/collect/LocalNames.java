package dev.atelier.collect;

import dev.atelier.stage.ConfError;
import dev.atelier.stage.Place;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.GlobPattern;

/**
 * Refuses local files that Hadoop's file system would leave out of a folder without a word, or stumble over: names that
 * this JVM cannot spell, names with a colon, links to nothing, links that lead back, pipes and devices.
 */
final class LocalNames {
    private LocalNames() {}

    /** Looks at the file itself, or at what the parts of a pattern match. */
    static void check(Place place) throws IOException {
        if (!place.isLocal()) {
            return;
        }
        if (Files.exists(place.local())) {
            check(place.local());
            return;
        }
        for (var at = place.path(); !at.isRoot(); at = at.getParent()) {
            Predicate<String> pattern = pattern(at.getName());
            for (FileStatus parent : pattern == null ? new FileStatus[0] : matching(at.getParent(), place)) {
                Place folder = new Place(place.files(), parent.getPath());
                boolean last = at.equals(place.path());
                if (parent.isDirectory()) {
                    checkAll(folder.local(), child -> pattern.test(name(child)) && (last || Files.isDirectory(child)));
                }
            }
        }
    }

    private static FileStatus[] matching(org.apache.hadoop.fs.Path pattern, Place place) {
        try {
            FileStatus[] matches = place.files().globStatus(pattern);
            return matches == null ? new FileStatus[0] : matches;
        } catch (IOException e) {
            return new FileStatus[0]; // cut inside braces, or cannot be listed: listing the whole will say so
        }
    }

    /** What a part of a path matches; null for a part that is a mere name, or no pattern by itself. */
    private static Predicate<String> pattern(String part) {
        try {
            GlobPattern pattern = new GlobPattern(part);
            boolean hidden = SourceFiles.isHidden(part);
            return pattern.hasWildcard() ? name -> pattern.matches(name) && SourceFiles.isHidden(name) == hidden : null;
        } catch (RuntimeException e) {
            return null; // listing will say whether the whole is one
        }
    }

    /** Looks at everything in the folder that is not hidden. */
    static void checkFolder(Place folder) throws IOException {
        if (folder.isLocal()) {
            checkAll(folder.local(), child -> !SourceFiles.isHidden(name(child)));
        }
    }

    private static void checkAll(Path folder, Predicate<Path> which) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (which.test(child)) {
                    check(child);
                }
            }
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
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
        } else if (name(file).contains(":")) {
            throw refused(file, "Hadoop cannot read a name with a colon: rename it");
        } else if (!Files.isReadable(file)) {
            throw refused(file, "no permission to read it: grant it, or narrow the path of the source");
        }
    }

    private static ConfError refused(Path file, String why) {
        return new ConfError("Cannot read source file " + file + " (" + why + ")");
    }
}
