package dev.atelier.pipeline;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.security.AccessControlException;

/**
 * What disks and other storage say that a person can mend: full, not allowed, not reached. One line for it, wherever it came
 * up: in a table, a picture, a note, the store, or in what Spark sorts on its local disk.
 */
final class StorageTrouble {
    private static final List<String> FULL =
            List.of("No space left on device", "Disk quota exceeded", "quota is exceeded");
    private static final List<String> FORBIDDEN =
            List.of("Permission denied", "Read-only file system", "Access Denied");
    private static final List<String> AWAY =
            List.of("Connection refused", "Unable to execute HTTP request", "UnknownHost");

    /** What Spark and we say of what could not be done, such as {@code Cannot write file:/out/run.json: ...}. */
    private static final Pattern PLACE =
            Pattern.compile("(?:Cannot [a-z]+|writing rows to) ((?:[a-z0-9]+:)?/[^\\s]*[^\\s.:])");

    private StorageTrouble() {}

    /**
     * @param out the output folder that the command was given; null for none
     * @return empty if the cause is another
     */
    static Optional<String> of(Throwable e, String out) {
        List<Throwable> causes =
                Stream.iterate(e, Objects::nonNull, Throwable::getCause).toList();
        if (says(causes, FULL)) {
            return Optional.of(
                    "No space left: " + where(causes, FULL) + " (free: " + (out == null ? "" : free(out) + ", ")
                            + free(local())
                            + ", where Spark keeps what it sorts, see SPARK_LOCAL_DIRS; make space, then the same command goes on)");
        }
        if (says(causes, FORBIDDEN) || causes.stream().anyMatch(StorageTrouble::isRefusal)) {
            return Optional.of("Not allowed: " + where(causes, FORBIDDEN)
                    + " (give this user the right, or name another folder; then the same command goes on)");
        }
        return says(causes, AWAY)
                ? Optional.of("Storage does not answer: " + where(causes, AWAY)
                        + " (see that it can be reached; then the same command goes on)")
                : Optional.empty();
    }

    private static boolean isRefusal(Throwable cause) {
        return cause instanceof AccessDeniedException || cause instanceof AccessControlException;
    }

    /** What an executor said is text of the driver's exception. */
    private static boolean says(List<Throwable> causes, List<String> words) {
        return causes.stream().anyMatch(cause -> isOfStorage(cause) && says(cause, words));
    }

    private static boolean says(Throwable cause, List<String> words) {
        return words.stream().anyMatch(String.valueOf(cause.getMessage())::contains);
    }

    private static boolean isOfStorage(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof UncheckedIOException
                || cause instanceof FSError
                || cause.getClass().getName().startsWith("org.apache.spark.")
                || cause.getClass().getName().startsWith("com.amazonaws.");
    }

    /** The line that says it, and where, if what was being done says so. */
    private static String where(List<Throwable> causes, List<String> words) {
        String said = causes.stream()
                .filter(cause -> isOfStorage(cause) && (says(cause, words) || isRefusal(cause)))
                .flatMap(cause -> String.valueOf(cause.getMessage()).lines())
                .filter(line -> words.stream().anyMatch(line::contains) || words == FORBIDDEN)
                .reduce((outer, inner) -> inner)
                .orElse("")
                .replaceFirst("^(Caused by: )?([a-z]+[.])+[A-Za-z$]+: ", "");
        return causes.stream()
                .map(cause -> PLACE.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(place -> place.group(1))
                .filter(place -> !said.contains(place))
                .findFirst()
                .map(place -> place + ": " + said)
                .orElse(said);
    }

    private static String local() {
        String dirs = System.getenv("SPARK_LOCAL_DIRS");
        return dirs == null
                ? System.getProperty("spark.local.dir", System.getProperty("java.io.tmpdir"))
                : dirs.replaceFirst(",.*", "");
    }

    private static String free(String folder) {
        if (folder.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") && !folder.startsWith("file:")) {
            return "unknown in " + folder;
        }
        File at = new File(folder.replaceFirst("^file:", "")).getAbsoluteFile();
        while (!at.exists() && at.getParentFile() != null) {
            at = at.getParentFile();
        }
        return String.format(Locale.ROOT, "%.1f MB in %s", at.getUsableSpace() / 1e6, folder);
    }
}
