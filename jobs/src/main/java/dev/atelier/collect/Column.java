package dev.atelier.collect;

import dev.atelier.stage.ConfError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A column that a source's mapping names; a trailing {@code ?} means that files and rows may lack it. */
record Column(String written) {
    /** Every column that a source reads. */
    static List<Column> wanted(SourceConf conf) {
        return Stream.concat(RowMaker.columns(conf).values().stream(), conf.attributes().values().stream())
                .distinct()
                .map(Column::new)
                .toList();
    }

    /** Names to look for, first one first: a column may really end in a question mark. */
    List<String> names() {
        return isOptional() ? List.of(written, written.substring(0, written.length() - 1)) : List.of(written);
    }

    boolean isOptional() {
        return written.length() > 1 && written.endsWith("?");
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
