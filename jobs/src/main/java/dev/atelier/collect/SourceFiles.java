package dev.atelier.collect;

import dev.atelier.stage.ConfError;
import dev.atelier.stage.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the files of all sources, on the driver, before the run. */
final class SourceFiles {
    private SourceFiles() {}

    /**
     * @param hidden is told each file and folder that is left out because of its name
     * @throws ConfError if a path matches nothing, a file cannot be read whole, or two sources claim one file
     */
    static List<SourceFile> find(CollectConf conf, Configuration hadoop, Consumer<Path> hidden) {
        Map<String, Integer> sourceOf = new TreeMap<>();
        for (int i = 0; i < conf.sources().size(); i++) {
            Source source = conf.sources().get(i);
            for (String path : source.find(hadoop, hidden)) {
                Integer other = sourceOf.put(path, i);
                if (other != null) {
                    throw new ConfError("Two sources name the file " + path + ": "
                            + conf.sources().get(other).place() + " and " + source.place()
                            + " (each row must be read once: narrow one of the paths)");
                }
            }
        }
        Map<String, String> names = shortNames(List.copyOf(sourceOf.keySet()));
        return sourceOf.entrySet().stream()
                .map(e -> SourceFile.whole(e.getValue(), e.getKey(), names.get(e.getKey())))
                .sorted(Comparator.comparing(SourceFile::name))
                .toList();
    }

    /** Looks at what was found, source by source. */
    static void check(CollectConf conf, List<SourceFile> files, Configuration hadoop) {
        for (int i = 0; i < conf.sources().size(); i++) {
            int source = i;
            List<SourceFile> own =
                    files.stream().filter(file -> file.source() == source).toList();
            conf.sources().get(i).check(own, hadoop);
        }
    }

    /** What is at a source's path: the file or folder of exactly that name, else what it matches as a pattern. */
    static List<FileStatus> roots(String written, Configuration hadoop) {
        Place place = Place.of("path of a source", written, hadoop);
        try {
            LocalNames.check(place);
            if (place.files().exists(place.path())) {
                return List.of(place.files().getFileStatus(place.path()));
            }
            FileStatus[] matches = place.files().globStatus(place.path());
            return matches == null ? List.of() : Arrays.asList(matches);
        } catch (IOException | RuntimeException e) {
            throw unlisted(written, e);
        }
    }

    /** The files at a source's path, hidden ones told and left out. */
    static List<String> under(String written, Configuration hadoop, Consumer<Path> hidden) {
        List<String> found = new ArrayList<>();
        Place place = Place.of("path of a source", written, hadoop);
        try {
            for (FileStatus root : roots(written, hadoop)) {
                Path path = root.getPath();
                if (isHidden(path.getName()) && !isHidden(place.path().getName())) {
                    hidden.accept(path);
                } else {
                    leaves(place.files(), root, found, hidden);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw unlisted(written, e);
        }
        if (found.isEmpty()) {
            throw new ConfError(
                    "No file at " + written + " (looked in " + place.files().getUri()
                            + ", working directory " + place.files().getWorkingDirectory()
                            + "; nothing has that name or matches it as a pattern: check collect.sources)");
        }
        return found;
    }

    private static ConfError unlisted(String written, Exception e) {
        if (e instanceof ConfError refusal) {
            return refusal;
        }
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new ConfError("Cannot list source " + written + ": " + why + " (check its permissions and names)", e);
    }

    private static void leaves(FileSystem files, FileStatus at, List<String> found, Consumer<Path> hidden)
            throws IOException {
        if (at.isFile()) {
            found.add(at.getPath().toString());
            return;
        }
        LocalNames.checkFolder(new Place(files, at.getPath()));
        for (FileStatus child : files.listStatus(at.getPath())) {
            if (isHidden(child.getPath().getName())) {
                hidden.accept(child.getPath());
            } else {
                leaves(files, child, found, hidden);
            }
        }
    }

    /** Markers, checksums and unfinished files of other programs. */
    static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    /** For each path the shortest tail of its folders that no other path shares. */
    static Map<String, String> shortNames(List<String> paths) {
        Map<String, String> names = new HashMap<>();
        List<String> open = paths;
        for (int parts = 1; !open.isEmpty(); parts++) {
            Map<String, List<String>> byTail = new TreeMap<>();
            for (String path : open) {
                byTail.computeIfAbsent(tail(path, parts), t -> new ArrayList<>())
                        .add(path);
            }
            List<String> clashing = new ArrayList<>();
            byTail.forEach((tail, owners) -> {
                if (owners.size() == 1 || tail.equals(owners.get(0))) {
                    names.put(owners.get(0), tail);
                } else {
                    clashing.addAll(owners);
                }
            });
            open = clashing;
        }
        return names;
    }

    private static String tail(String path, int parts) {
        int at = path.length();
        for (int i = 0; i < parts && at > 0; i++) {
            at = path.lastIndexOf('/', at - 1);
        }
        return path.substring(at + 1);
    }
}
