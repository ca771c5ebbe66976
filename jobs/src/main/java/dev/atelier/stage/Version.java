package dev.atelier.stage;

import dev.atelier.domain.Require;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table, or a part of one, as one run wrote it: a folder that never changes.
 *
 * @param folder in the run's folder, such as {@code items/version=3}
 * @param files bytes of each, by name
 * @param sha256 of each, by name; none where an Atelier wrote it that did not take them
 */
public record Version(String folder, NavigableMap<String, Long> files, NavigableMap<String, String> sha256) {
    /** The column and folder name that tells versions apart. */
    public static final String COLUMN = "version";

    public Version {
        Require.text(folder, "folder of a table");
        files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
        sha256 = Collections.unmodifiableNavigableMap(sha256 == null ? new TreeMap<>() : new TreeMap<>(sha256));
    }

    /** As it was just written. */
    public static Version of(String folder, NavigableMap<String, Long> files) {
        return new Version(folder, files, null);
    }

    private static final Pattern FOLDER = Pattern.compile(".*/" + COLUMN + "=([0-9]+)(?:-pass[0-9]+)?(?:-r([0-9]+))?");

    static String folder(String path, long number) {
        return path + "/" + COLUMN + "=" + number;
    }

    /** Where a run writes an input; parts that later passes made lie beside the first one's, so that readers find them. */
    static String folder(Input input, long number) {
        return input instanceof Table.Part part && part.pass() > 1
                ? folder(part.rows(), number) + "-" + pass(part.pass())
                : folder(input.path(), number);
    }

    static String pass(int number) {
        return "pass" + number;
    }

    /** Whether a path in the run's folder is that of a version. */
    public static boolean isFolder(String path) {
        return FOLDER.matcher(path).matches();
    }

    /** Of the run that wrote it. */
    public static long number(String folder) {
        return Long.parseLong(parts(folder).group(1));
    }

    /** Where the same version goes when rows are taken out of it. */
    public static String revised(String folder) {
        Matcher parts = parts(folder);
        int revision = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        return folder.replaceFirst("-r[0-9]+$", "") + "-r" + (revision + 1);
    }

    private static Matcher parts(String folder) {
        Matcher parts = FOLDER.matcher(folder);
        Require.that(parts.matches(), "folder of a version", folder, "must end in /" + COLUMN + "=number");
        return parts;
    }
}
