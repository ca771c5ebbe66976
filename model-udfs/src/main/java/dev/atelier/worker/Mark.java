package dev.atelier.worker;

import dev.atelier.domain.ContentId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Rows that are inside a model, or were when their process died: a file of their ids, a line each.
 *
 * @param path relative to the run's folder
 * @param alone whether nothing else was inside a model of that process
 */
record Mark(String path, List<String> ids, boolean alone) {
    private static final String ALONE = "alone-";
    private static final String TOGETHER = "together-";

    static Mark of(String folder, List<String> ids, boolean alone) {
        String name = (alone ? ALONE : TOGETHER) + ContentId.of(ids.toArray(String[]::new));
        return new Mark(folder + "/" + name, ids, alone);
    }

    /** The marks of a folder; one that goes meanwhile is none. */
    static List<Mark> allIn(RunFolder run, String folder) {
        return run.list(folder).stream()
                .map(name -> read(run, folder + "/" + name, name.startsWith(ALONE)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Mark> read(RunFolder run, String path, boolean alone) {
        return run.readIfThere(path)
                .map(text -> new Mark(
                        path, new String(text, StandardCharsets.UTF_8).lines().toList(), alone));
    }

    void write(RunFolder run) {
        run.writeWhole(path, String.join("\n", ids).getBytes(StandardCharsets.UTF_8));
    }
}
