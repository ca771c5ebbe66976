package dev.atelier.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Words of English and German that carry grammar and no matter; see {@code function-words.txt}. */
final class FunctionWords {
    private static final Set<String> ALL = new HashSet<>();
    private static final Set<String> DANGLING = new HashSet<>();
    private static final Set<String> ENGLISH = new HashSet<>();
    private static final Set<String> GERMAN = new HashSet<>();

    static {
        Set<String> section = ENGLISH;
        for (String line : lines()) {
            if (line.startsWith("#")) {
                continue;
            } else if (line.startsWith("[")) {
                section = line.startsWith("[de]") ? GERMAN : ENGLISH;
                continue;
            }
            for (String word : line.strip().split(" ", -1)) {
                boolean star = word.endsWith("*");
                String plain = star ? word.substring(0, word.length() - 1) : word;
                ALL.add(plain);
                section.add(plain);
                if (star) {
                    DANGLING.add(plain);
                }
            }
        }
    }

    private FunctionWords() {}

    /** @param folded as {@link Words#fold} gives it */
    static boolean has(String folded) {
        return ALL.contains(folded);
    }

    /** 1 for a word of English, which may be one of German too; else 0. */
    static int english(String folded) {
        return ENGLISH.contains(folded) ? 1 : 0;
    }

    /** 1 for a word of German, else 0. */
    static int german(String folded) {
        return GERMAN.contains(folded) ? 1 : 0;
    }

    /** Whether something must follow this word. */
    static boolean cannotEnd(String folded) {
        return DANGLING.contains(folded);
    }

    private static List<String> lines() {
        try (InputStream in = FunctionWords.class.getResourceAsStream("function-words.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar lacks dev/atelier/text/function-words.txt", e);
        }
    }
}
