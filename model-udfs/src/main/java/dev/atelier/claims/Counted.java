package dev.atelier.claims;

import dev.atelier.text.Words;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a number without a unit counts.
 *
 * @param nouns values of {@code counted.tsv} and stems of words
 * @param founded whether it is the year in which something was founded
 */
record Counted(Set<String> nouns, boolean founded) {
    private static final Set<String> STOPS = Set.of(
            "with", "for", "and", "on", "in", "the", "to", "mit", "und", "fur", "aus", "von", "or", "oder", "is", "are",
            "ist", "sind", "at", "as", "than", "als", "im", "auf", "bis", "a", "an", "per", "pro", "je", "that",
            "which", "if", "it", "when", "who", "but", "not", "by", "from", "x");
    private static final int REACH = 3;

    /** In place of own nouns: a number in words counts whatever stands behind it. */
    static final Set<String> ALL = Set.of("*");

    /** The count at some tokens, or null if the number is none. */
    static Counted beside(Reading reading, int first, int last, boolean worded, Set<String> ownNouns) {
        if (since(reading, first)) {
            return new Counted(Set.of(), true);
        }
        Set<String> nouns = new LinkedHashSet<>();
        boolean listed = before(reading, first, nouns);
        for (int i = last + 1; i <= last + REACH && reading.isWord(i); i++) {
            String word = reading.token(i).word();
            if (word.equals("of") && i == last + 1) {
                continue;
            }
            if (STOPS.contains(word)) {
                break;
            }
            listed |= add(reading, i, nouns);
        }
        if (nouns.isEmpty() || nouns.contains("one")) {
            return null;
        }
        boolean counts =
                !worded || listed || ownNouns.equals(ALL) || nouns.stream().anyMatch(noun -> own(noun, ownNouns));
        return counts
                        && !(worded
                                && Double.valueOf(1)
                                        .equals(Numerals.word(
                                                reading.token(first).word())))
                ? new Counted(nouns, false)
                : null;
    }

    /** Whether the item is called so: Vorh\u00e4nge of a Verdunkelungsvorhang. */
    private static boolean own(String noun, Set<String> ownNouns) {
        return ownNouns.contains(noun)
                || (noun.length() >= 4 && ownNouns.stream().anyMatch(own -> own.endsWith(noun)));
    }

    /** Whether a year stands there in which something was founded. */
    static boolean since(Reading reading, int first) {
        boolean year = reading.isNumber(first) && reading.token(first).word().length() == 4;
        return year
                && (reading.hit(first - 1, Topic.CUE, "since") != null
                        || reading.hit(first - 2, Topic.CUE, "since") != null);
    }

    private static boolean before(Reading reading, int first, Set<String> nouns) {
        for (int i = first - 1; i >= Math.max(0, first - 2); i--) {
            Hit counted = reading.hit(i, Topic.COUNTED);
            if (counted != null && counted.end() == first) {
                nouns.add(counted.entry().value());
                return true;
            }
        }
        return false;
    }

    /** Adds what a word counts; whether a list has it. */
    private static boolean add(Reading reading, int index, Set<String> nouns) {
        Hit counted = reading.hit(index, Topic.COUNTED);
        if (counted != null) {
            nouns.add(counted.entry().value());
            return true;
        }
        String word = reading.token(index).word();
        nouns.add(Words.stem(word));
        String compound = reading.capital(index) ? half(reading, word) : null;
        if (compound != null) {
            nouns.add(compound);
        }
        return compound != null;
    }

    /** Pendelhubstufen are Stufen. */
    private static String half(Reading reading, String word) {
        for (int cut = 3; cut <= Math.min(word.length() - 4, 20); cut++) {
            String value = reading.lexicon().value(Topic.COUNTED, word.substring(cut));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The nouns of an attribute's name. */
    static Set<String> named(Reading name) {
        Set<String> nouns = new LinkedHashSet<>();
        for (int i = 0; i < name.size(); i++) {
            if (name.isWord(i)) {
                add(name, i, nouns);
            }
        }
        return nouns;
    }
}
