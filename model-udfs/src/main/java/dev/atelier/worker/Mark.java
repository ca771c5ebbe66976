package dev.atelier.worker;

import dev.atelier.domain.ContentId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows that are inside a model, or were when their process died or when they hung: a file of their ids, a line each.
 *
 * @param path relative to the run's folder
 * @param executor whose process it is
 * @param alone whether nothing else was inside a model of that process
 * @param hung whether a model gave no answer in time
 */
record Mark(String path, List<String> ids, String executor, boolean alone, boolean hung) {
    private static final Pattern NAME = Pattern.compile("(?:.*/)?(alone|together)-([^/]+)-[0-9a-f]{64}(\\.hung)?");

    static Mark of(String folder, List<String> ids, String executor, boolean alone) {
        String name = (alone ? "alone-" : "together-") + executor + "-" + ContentId.of(ids.toArray(String[]::new));
        return new Mark(folder + "/" + name, ids, executor, alone, false);
    }

    /** The same rows, for good: nobody takes them off the record any more. */
    Mark ofHung() {
        return new Mark(path + ".hung", ids, executor, alone, true);
    }

    /** The marks of a folder and of those below it; one that goes meanwhile is none. */
    static List<Mark> allIn(RunFolder run, String folder) {
        return names(run, folder)
                .map(name -> read(run, folder, name))
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many marks of a folder and of those below it say more of their row than that it was there. */
    static long tellingIn(RunFolder run, String folder) {
        return names(run, folder).filter(name -> isAlone(name) || isHung(name)).count();
    }

    private static Stream<Matcher> names(RunFolder run, String folder) {
        return run.filesUnder(folder).stream().map(NAME::matcher).filter(Matcher::matches);
    }

    private static boolean isAlone(Matcher name) {
        return name.group(1).equals("alone");
    }

    private static boolean isHung(Matcher name) {
        return name.group(3) != null;
    }

    private static Optional<Mark> read(RunFolder run, String folder, Matcher name) {
        String path = folder + "/" + name.group();
        return run.readIfThere(path).map(text -> {
            List<String> ids = new String(text, StandardCharsets.UTF_8).lines().toList();
            return new Mark(path, ids, name.group(2), isAlone(name), isHung(name));
        });
    }

    void write(RunFolder run) {
        run.writeWhole(path, String.join("\n", ids).getBytes(StandardCharsets.UTF_8));
    }
}
