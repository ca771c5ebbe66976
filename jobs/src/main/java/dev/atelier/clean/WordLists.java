package dev.atelier.clean;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        try (InputStream in = WordLists.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " in the jar", e);
        }
    }
}
