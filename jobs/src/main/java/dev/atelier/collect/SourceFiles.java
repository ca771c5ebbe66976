package dev.atelier.collect;

import dev.atelier.stage.ConfError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the files of all sources, on the driver, before the run. */
final class SourceFiles {
    private SourceFiles() {}

    /** @throws ConfError if a path matches nothing, or two sources claim one file */
    static List<SourceFile> find(CollectConf conf, Configuration hadoop) {
        Map<String, Integer> sourceOf = new TreeMap<>();
        for (int i = 0; i < conf.sources().size(); i++) {
            String pattern = conf.sources().get(i).path();
            for (String path : matching(pattern, hadoop)) {
                Integer other = sourceOf.put(path, i);
                if (other != null) {
                    throw new ConfError("Two sources name the file " + path + ": "
                            + conf.sources().get(other).path() + " and " + pattern
                            + " (each row must be read once: narrow one of the paths)");
                }
            }
        }
        Map<String, String> names = shortNames(List.copyOf(sourceOf.keySet()));
        return sourceOf.entrySet().stream()
                .map(e -> new SourceFile(e.getValue(), e.getKey(), names.get(e.getKey())))
                .sorted(Comparator.comparing(SourceFile::name))
                .toList();
    }

    private static List<String> matching(String pattern, Configuration hadoop) {
        try {
            FileSystem files = new Path(pattern).getFileSystem(hadoop);
            FileStatus[] matches = files.globStatus(new Path(pattern));
            List<String> found = new ArrayList<>();
            for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
                leaves(files, match, found);
            }
            if (found.isEmpty()) {
                throw new ConfError("No file at " + pattern + " (looked in " + files.getUri() + ", working directory "
                        + files.getWorkingDirectory() + "; check collect.sources)");
            }
            return found;
        } catch (IOException e) {
            throw new ConfError("Cannot list source " + pattern + ": " + e.getMessage(), e);
        }
    }

    private static void leaves(FileSystem files, FileStatus at, List<String> found) throws IOException {
        if (at.isFile()) {
            found.add(at.getPath().toString());
            return;
        }
        for (FileStatus child : files.listStatus(at.getPath())) {
            if (!child.getPath().getName().matches("[._].*")) {
                leaves(files, child, found);
            }
        }
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
