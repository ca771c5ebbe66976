package dev.atelier.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * English words without their endings (Porter 1980, "An algorithm for suffix stripping"), in the variant that nltk's
 * {@code PorterStemmer} takes by default and rouge_score uses (nltk 3.10.4: stem/porter.py, NLTK_EXTENSIONS). Words are in lower
 * case; what is no vowel counts as a consonant, digits too.
 */
final class PorterStemmer {
    /** Words with a stem of their own. */
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("sky", "sky"),
            Map.entry("skies", "sky"),
            Map.entry("dying", "die"),
            Map.entry("lying", "lie"),
            Map.entry("tying", "tie"),
            Map.entry("news", "news"),
            Map.entry("innings", "inning"),
            Map.entry("inning", "inning"),
            Map.entry("outings", "outing"),
            Map.entry("outing", "outing"),
            Map.entry("cannings", "canning"),
            Map.entry("canning", "canning"),
            Map.entry("howe", "howe"),
            Map.entry("proceed", "proceed"),
            Map.entry("exceed", "exceed"),
            Map.entry("succeed", "succeed"));

    /** An ending, what comes in its place, and what the rest must be. */
    private record Rule(String ending, String instead, Predicate<String> condition) {}

    private static final List<Rule> PLURALS = rules(0, "sses:ss ies:i ss:ss s:");
    private static final List<Rule> STEP_2 = rules(
            1,
            "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize"
                    + " ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble"
                    + " fulli:ful");
    private static final List<Rule> STEP_3 = rules(1, "icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");
    private static final List<Rule> STEP_4 = rules(
            2, "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ion: ou: ism: ate: iti: ous: ive: ize:");

    private PorterStemmer() {}

    static String stem(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null || word.length() <= 2) {
            return irregular == null ? word : irregular;
        }
        return withoutDoubleL(
                withoutE(first(STEP_4, first(STEP_3, suffixes(withI(withoutPast(withoutPlural(word))))))));
    }

    /** Step 1a. */
    private static String withoutPlural(String word) {
        return word.length() == 4 && word.endsWith("ies") ? cut(word, 1) : first(PLURALS, word);
    }

    /** Step 1b. */
    private static String withoutPast(String word) {
        if (word.endsWith("ied")) {
            return cut(word, word.length() == 4 ? 1 : 2);
        }
        if (word.endsWith("eed")) {
            return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
        }
        for (String ending : List.of("ed", "ing")) {
            if (word.endsWith(ending) && hasVowel(cut(word, ending.length()))) {
                return repaired(cut(word, ending.length()));
            }
        }
        return word;
    }

    /** Step 1b, second half: {@code hopp} to {@code hop}, {@code fil} to {@code file}. */
    private static String repaired(String stem) {
        if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
            return stem + "e";
        }
        int last = stem.length() - 1;
        if (last >= 1 && stem.charAt(last) == stem.charAt(last - 1) && isConsonant(stem, last)) {
            return "lsz".indexOf(stem.charAt(last)) < 0 ? cut(stem, 1) : stem;
        }
        return measure(stem) == 1 && endsShort(stem) ? stem + "e" : stem;
    }

    /** Step 1c. */
    private static String withI(String word) {
        int before = word.length() - 2;
        return word.endsWith("y") && before >= 1 && isConsonant(word, before) ? cut(word, 1) + "i" : word;
    }

    /** Step 2. */
    private static String suffixes(String word) {
        if (word.endsWith("alli") && measure(cut(word, 4)) > 0) {
            return suffixes(cut(word, 2));
        }
        String shorter = first(STEP_2, word);
        // the l counts with the stem here, so that geologi meets archaeologi
        return shorter.equals(word) && word.endsWith("logi") && measure(cut(word, 3)) > 0 ? cut(word, 1) : shorter;
    }

    /** Step 5a. */
    private static String withoutE(String word) {
        if (!word.endsWith("e")) {
            return word;
        }
        String stem = cut(word, 1);
        int measure = measure(stem);
        return measure > 1 || (measure == 1 && !endsShort(stem)) ? stem : word;
    }

    /** Step 5b. */
    private static String withoutDoubleL(String word) {
        return word.endsWith("ll") && measure(cut(word, 1)) > 1 ? cut(word, 1) : word;
    }

    /** The first rule whose ending the word has decides, whether its condition holds or not. */
    private static String first(List<Rule> rules, String word) {
        for (Rule rule : rules) {
            if (word.endsWith(rule.ending())) {
                String rest = cut(word, rule.ending().length());
                return rule.condition().test(rest) ? rest + rule.instead() : word;
            }
        }
        return word;
    }

    /** @param measure the least that the rest of a word must have */
    private static List<Rule> rules(int measure, String words) {
        return Arrays.stream(words.split(" ", -1))
                .map(word -> word.split(":", 2))
                .map(rule -> new Rule(rule[0], rule[1], rest -> measure(rest) >= measure && fits(rule[0], rest)))
                .toList();
    }

    private static boolean fits(String ending, String rest) {
        return !ending.equals("ion") || rest.endsWith("s") || rest.endsWith("t");
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    /** How often a vowel stands before a consonant: the paper's m. */
    private static int measure(String stem) {
        int measure = 0;
        boolean consonantBefore = true;
        for (int i = 0; i < stem.length(); i++) {
            boolean consonant = isConsonant(stem.charAt(i), i == 0 || !consonantBefore);
            measure += i > 0 && consonant && !consonantBefore ? 1 : 0;
            consonantBefore = consonant;
        }
        return measure;
    }

    private static boolean hasVowel(String stem) {
        boolean consonant = false;
        for (int i = 0; i < stem.length(); i++) {
            consonant = isConsonant(stem.charAt(i), !consonant);
            if (!consonant) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConsonant(String word, int at) {
        boolean consonant = false;
        int start = at;
        while (start > 0 && word.charAt(start) == 'y') {
            start--;
        }
        for (int i = start; i <= at; i++) {
            consonant = isConsonant(word.charAt(i), !consonant);
        }
        return consonant;
    }

    /** @param yIsConsonant whether a y would be one here: at the beginning and behind a vowel */
    private static boolean isConsonant(char letter, boolean yIsConsonant) {
        return letter == 'y' ? yIsConsonant : "aeiou".indexOf(letter) < 0;
    }

    /** The paper's *o: consonant, vowel, consonant other than w, x, y; or a word of a vowel and a consonant. */
    private static boolean endsShort(String word) {
        int last = word.length() - 1;
        if (last == 1) {
            return !isConsonant(word, 0) && isConsonant(word, 1);
        }
        return last >= 2
                && isConsonant(word, last - 2)
                && !isConsonant(word, last - 1)
                && isConsonant(word, last)
                && "wxy".indexOf(word.charAt(last)) < 0;
    }
}
