package dev.atelier.text;

import java.util.List;

/**
 * How many syllables a word has, by its letters: groups of vowels, less those that are silent, and more where two vowels that
 * stand together are said apart. A number counts as one. How well: {@code scripts/golden/compare_reading_ease.py}.
 */
final class Syllables {
    private static final String VOWELS = "aeiouy";
    /** Endings behind which an e before them is silent: careful, movement. */
    private static final List<String> ENDINGS = List.of("ful", "fully", "less", "ment", "ments", "ly", "ness", "some");

    /** Vowels that stand together and are said apart. */
    private static final List<String> APART = List.of(
            "ia", "io", "iu", "eo", "uo", "ua", "iet", "ieu", "ying", "eing", "uing", "oing", "yer", "uel", "eate");
    /** In which they are one: nation, special, gorgeous, quality. */
    private static final List<String> TOGETHER = List.of(
            "tion", "sion", "cion", "gion", "shio", "tia", "cia", "sia", "gia", "cio", "tio", "xio", "gio", "geo",
            "qua", "quo", "gua", "sua", "people", "jeopar", "leopard", "eous", "built");

    private static final String GERMAN_VOWELS = "aeiouy\u00e4\u00f6\u00fc";
    private static final List<String> DIPHTHONGS =
            List.of("ei", "ai", "au", "eu", "\u00e4u", "ie", "aa", "ee", "oo", "ey", "ay", "oi", "ou", "ui");

    private Syllables() {}

    /** Of an English word, 1 or more. */
    static int english(String word) {
        String w = letters(Words.fold(word), VOWELS);
        if (w.length() < 3) {
            return 1;
        }
        int count = groups(w) + apart(w) - silent(w);
        boolean thm = w.endsWith("sm") || w.endsWith("thm") || w.endsWith("sms");
        return Math.max(1, thm ? count + 1 : count);
    }

    private static int groups(String word) {
        int groups = 0;
        boolean before = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean vowel = VOWELS.indexOf(c) >= 0 && !(c == 'y' && i == 0);
            groups += vowel && !before ? 1 : 0;
            before = vowel;
        }
        return groups;
    }

    private static int apart(String word) {
        int apart = 0;
        for (String vowels : APART) {
            for (int i = word.indexOf(vowels); i >= 0; i = word.indexOf(vowels, i + 1)) {
                int at = i;
                apart += TOGETHER.stream().noneMatch(one -> covers(word, one, at)) ? 1 : 0;
            }
        }
        return apart;
    }

    /** Whether the word has that piece over the two letters at a place. */
    private static boolean covers(String word, String piece, int at) {
        for (int i = Math.max(0, at + 2 - piece.length()); i <= at; i++) {
            if (word.startsWith(piece, i)) {
                return true;
            }
        }
        return false;
    }

    private static int silent(String word) {
        int silent = 0;
        for (String ending : ENDINGS) {
            int e = word.length() - ending.length() - 1;
            if (e > 1
                    && word.endsWith(ending)
                    && word.charAt(e) == 'e'
                    && isConsonant(word, e - 1)
                    && vowelBefore(word, e - 1)) {
                silent = 1;
            }
        }
        return silent + (isSilentEnd(word) ? 1 : 0);
    }

    private static boolean isSilentEnd(String word) {
        int last = word.length() - 1;
        if (word.endsWith("que")) {
            return true;
        } else if (word.endsWith("e")) {
            return isConsonant(word, last - 1) && vowelBefore(word, last - 1) && !liquid(word, last - 1);
        }
        char before = word.charAt(last - 2);
        boolean es =
                word.endsWith("es") && "sxzcg".indexOf(before) < 0 && !word.endsWith("ches") && !word.endsWith("shes");
        boolean ed = word.endsWith("ed") && before != 't' && before != 'd';
        return (es || ed) && isConsonant(word, last - 2) && vowelBefore(word, last - 2) && !liquid(word, last - 2);
    }

    /** An l or r behind another consonant has a syllable of its own: table, metre; not in called, carried. */
    private static boolean liquid(String word, int at) {
        char c = word.charAt(at);
        return (c == 'l' || c == 'r') && at > 1 && isConsonant(word, at - 1) && word.charAt(at - 1) != c;
    }

    private static boolean isConsonant(String word, int at) {
        return VOWELS.indexOf(word.charAt(at)) < 0;
    }

    private static boolean vowelBefore(String word, int end) {
        for (int i = 0; i < end; i++) {
            if (VOWELS.indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Of a German word, 1 or more. */
    static int german(String word) {
        String w = letters(word.toLowerCase(java.util.Locale.GERMAN), GERMAN_VOWELS);
        int count = 0;
        for (int i = 0; i < w.length(); i++) {
            boolean vowel = GERMAN_VOWELS.indexOf(w.charAt(i)) >= 0;
            boolean silent = w.charAt(i) == 'u' && i > 0 && w.charAt(i - 1) == 'q';
            if (vowel && !silent) {
                count++;
                i += i + 1 < w.length() && DIPHTHONGS.contains(w.substring(i, i + 2)) ? 1 : 0;
            }
        }
        return Math.max(1, count);
    }

    private static String letters(String word, String vowels) {
        StringBuilder letters = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if ((c >= 'a' && c <= 'z') || vowels.indexOf(c) >= 0) {
                letters.append(c);
            }
        }
        return letters.toString();
    }
}
