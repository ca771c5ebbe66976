package dev.atelier.clean;

import dev.atelier.text.WordFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lists of words beside the rules, one entry a line; {@code #} starts a comment. */
final class WordLists {
    private WordLists() {}

    /** The words of all lines. */
    static Set<String> words(String name) {
        return lines(name).stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .collect(Collectors.toSet());
    }

    static List<String> lines(String name) {
        return WordFile.lines(WordLists.class, name);
    }
}
