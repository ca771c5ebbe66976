package dev.atelier.clean;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Codes of languages and what the detector calls them ({@code languages.txt}). */
final class Languages {
    /** Codes that ISO 639 withdrew, and those of today. */
    private static final Map<String, String> WITHDRAWN =
            Map.of("iw", "he", "in", "id", "ji", "yi", "jw", "jv", "mo", "ro");

    /** Labels of languages that are not written in Latin letters. */
    private static final Set<String> OTHER_SCRIPTS =
            Set.of(("ara fas pes pnb pus urd heb bak bel bul che kaz kir mkd mon rus tat tgk ukr ell hye kat "
                            + "ben guj hin kan mal mar nep pan san sin tam tel tha cmn jpn kor")
                    .split(" ", -1));

    private static final Map<String, Set<String>> LABELS = labels();

    private Languages() {}

    /** Every code that can be allowed. */
    static Set<String> codes() {
        return LABELS.keySet();
    }

    /** The code of today: {@code he} for {@code iw}. */
    static String today(String code) {
        return WITHDRAWN.getOrDefault(code, code);
    }

    /** Whether a code takes what the detector calls {@code label}: {@code no} takes {@code nob}. */
    static boolean takes(String code, String label) {
        return LABELS.get(code).contains(label);
    }

    /** The code of what the detector calls {@code label}: the first of the list that takes it. */
    static String code(String label) {
        return LABELS.entrySet().stream()
                .filter(e -> e.getValue().contains(label))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(label);
    }

    static boolean latin(String label) {
        return !OTHER_SCRIPTS.contains(label);
    }

    static boolean isLatin(int codePoint) {
        return Character.isLetter(codePoint) && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.LATIN;
    }

    private static Map<String, Set<String>> labels() {
        Map<String, Set<String>> labels = new LinkedHashMap<>();
        for (String line : WordLists.lines("languages.txt")) {
            List<String> words = Arrays.asList(line.split(" ", -1));
            labels.put(words.get(0), Set.copyOf(words.subList(1, words.size())));
        }
        return labels;
    }
}
