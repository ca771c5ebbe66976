package dev.atelier.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a word is hidden from a list and not from a reader, undone. What it gives is for comparing only. */
final class Disguise {
    private static final String DIGITS = "0134578@$";
    private static final String LETTERS = "oieastbas";
    /** Letters of other scripts that look like Latin ones (Unicode 16 confusables.txt, lower case, single letters). */
    private static final Map<Character, Character> LOOK_ALIKE = Map.ofEntries(
            // Cyrillic
            Map.entry('\u0430', 'a'),
            Map.entry('\u0435', 'e'),
            Map.entry('\u043e', 'o'),
            Map.entry('\u0440', 'p'),
            Map.entry('\u0441', 'c'),
            Map.entry('\u0443', 'y'),
            Map.entry('\u0445', 'x'),
            Map.entry('\u0455', 's'),
            Map.entry('\u0456', 'i'),
            Map.entry('\u0458', 'j'),
            Map.entry('\u04bb', 'h'),
            Map.entry('\u0501', 'd'),
            Map.entry('\u051b', 'q'),
            Map.entry('\u051d', 'w'),
            Map.entry('\u043a', 'k'),
            Map.entry('\u043c', 'm'),
            Map.entry('\u0442', 't'),
            Map.entry('\u043d', 'h'),
            Map.entry('\u0432', 'b'),
            // Greek
            Map.entry('\u03b1', 'a'),
            Map.entry('\u03b5', 'e'),
            Map.entry('\u03b9', 'i'),
            Map.entry('\u03ba', 'k'),
            Map.entry('\u03bd', 'v'),
            Map.entry('\u03bf', 'o'),
            Map.entry('\u03c1', 'p'),
            Map.entry('\u03c4', 't'),
            Map.entry('\u03c5', 'u'),
            Map.entry('\u03c7', 'x'),
            // Latin without a decomposition
            Map.entry('\u0131', 'i'),
            Map.entry('\u0261', 'g'),
            Map.entry('\u026a', 'i'));

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\u034f\u3164]++");
    /** Three letters or more, each alone, with one and the same kind of sign between them. */
    private static final Pattern APART = Pattern.compile(
            "(?<![\\p{L}\\p{N}@$])[\\p{L}\\p{N}@$](?:[ .\\-_*/][\\p{L}\\p{N}@$](?![\\p{L}\\p{N}@$])){2,}+");

    private static final Pattern BETWEEN = Pattern.compile("[ .\\-_*/]");
    private static final Pattern SAID_OVER = Pattern.compile("(\\p{L})\\1{2,}+");

    private Disguise() {}

    /** Letters that stand apart in an undisguised text, each run of them as one word. */
    static List<String> apart(String folded) {
        return APART.matcher(folded)
                .results()
                .map(run -> spelled(BETWEEN.matcher(run.group()).replaceAll("")))
                .toList();
    }

    /** A folded word with letters for the digits in it; a number stays one. */
    static String spelled(String word) {
        if (word.chars().noneMatch(Character::isLetter)) {
            return word;
        }
        StringBuilder letters = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            int digit = DIGITS.indexOf(word.charAt(i));
            letters.append(digit < 0 ? word.charAt(i) : LETTERS.charAt(digit));
        }
        return letters.toString();
    }

    /**
     * The text, folded, without what is invisible, with Latin letters for those that look like them and with one letter for
     * three and more ({@code cuuure}).
     */
    static String undone(String text) {
        String seen = Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), Normalizer.Form.NFKD);
        StringBuilder latin = new StringBuilder(seen.length());
        for (char c : Words.fold(seen).toCharArray()) {
            latin.append(LOOK_ALIKE.getOrDefault(c, c));
        }
        return SAID_OVER.matcher(latin).replaceAll("$1");
    }

    /** With letters that stand apart together. */
    static String together(String undone) {
        return APART.matcher(undone)
                .replaceAll(run ->
                        Matcher.quoteReplacement(BETWEEN.matcher(run.group()).replaceAll("")));
    }
}
