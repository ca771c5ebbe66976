package dev.atelier.collect;

import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A column that a source's mapping names; a trailing {@code ?} means that files and rows may lack it. */
record Column(String written) {
    /** Columns that a message lists. */
    private static final int NAMES = 50;

    /** Names to look for, first one first: a column may really end in a question mark. */
    List<String> names() {
        return isOptional() ? List.of(written, written.substring(0, written.length() - 1)) : List.of(written);
    }

    boolean isOptional() {
        return written.length() > 1 && written.endsWith("?");
    }

    /**
     * What to say where it is missing.
     *
     * @param there names that it could have meant
     */
    ConfError unknown(String file, String source, Collection<String> there) {
        return new ConfError("Unknown column " + written + " of " + file + " in source " + source + " (did you mean "
                + Nearest.of(written, there) + "? it has: "
                + there.stream().limit(NAMES).collect(Collectors.joining(", ")) + (there.size() > NAMES ? ", ..." : "")
                + "; a column that may be absent is written " + written + "?)");
    }

    /**
     * Its place among a file's columns; -1 if it is not there.
     *
     * @param what the file, for messages
     * @throws ConfError if it stands there twice
     */
    int place(List<String> there, String what) {
        for (String name : names()) {
            List<String> places = new ArrayList<>();
            for (int i = 0; i < there.size(); i++) {
                if (there.get(i).equals(name)) {
                    places.add("column " + (i + 1));
                }
            }
            if (places.size() > 1) {
                throw new ConfError("Ambiguous column " + name + " of " + what + ": it stands there "
                        + (places.size() == 2 ? "twice" : places.size() + " times") + ", as "
                        + String.join(" and ", places) + " (rename all but one, or map another column)");
            } else if (!places.isEmpty()) {
                return there.indexOf(name);
            }
        }
        return -1;
    }
}
