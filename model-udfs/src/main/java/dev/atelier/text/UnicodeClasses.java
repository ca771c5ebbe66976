package dev.atelier.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Punctuation, symbols and numbers by Unicode's general category: the classes \p{P}, \p{S}, \p{N}. They come from
 * {@code unicode_classes.txt} and not from the JDK, whose tables change with its version: the same text has the same tokens on
 * every JDK.
 */
final class UnicodeClasses {
    static final BitSet PUNCTUATION = new BitSet();
    static final BitSet SYMBOLS = new BitSet();
    static final BitSet NUMBERS = new BitSet();

    static {
        try (InputStream in = UnicodeClasses.class.getResourceAsStream("unicode_classes.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(UnicodeClasses::add);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar lacks dev/atelier/text/unicode_classes.txt", e);
        }
    }

    private UnicodeClasses() {}

    /** @param line a class and its ranges of code points, hexadecimal, such as {@code N 30-39 b2-b3 b9} */
    private static void add(String line) {
        BitSet set =
                switch (line.charAt(0)) {
                    case 'P' -> PUNCTUATION;
                    case 'S' -> SYMBOLS;
                    case 'N' -> NUMBERS;
                    default -> throw new IllegalStateException("No class in " + line);
                };
        for (String range : line.substring(2).split(" ", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), 16);
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1), 16);
            set.set(first, last + 1);
        }
    }
}
