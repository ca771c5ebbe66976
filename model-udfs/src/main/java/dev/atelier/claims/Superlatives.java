package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Superlatives by their form: the lightest, the most comfortable, der leichteste, die bequemsten. */
final class Superlatives {
    private static final Set<String> ARTICLES = Set.of(
            "der",
            "die",
            "das",
            "den",
            "dem",
            "des",
            "unser",
            "unsere",
            "unserer",
            "unseren",
            "unserem",
            "dein",
            "deine",
            "ihr",
            "ihre",
            "zu",
            "zur",
            "zum",
            "vom",
            "im",
            "weltweit",
            "mit",
            "am");
    private static final Set<String> ENGLISH_ARTICLES =
            Set.of("the", "our", "your", "its", "world's", "europe's", "their");
    private static final List<String> ENDINGS = List.of("ste", "sten", "ster", "stes", "stem");

    private static final Set<String> NEVER = Set.of("never");
    private static final Set<String> PERSONS =
            Set.of("you", "i", "we", "they", "he", "she", "who", "you'll", "we'll", "nobody");
    private static final Set<String> NIE = Set.of("nie", "niemals");
    private static final List<String> WHOLE = List.of(
            "ive", "al", "ed", "proof", "ble", "ion", "safe", "secure", "free", "dicht", "sicher", "lich", "sam",
            "tion", "heit", "keit", "fest", "iert", "bar", "los");
    private static final Set<String> SHORT_WITH_SS = Set.of("gross", "suss", "heiss", "weiss", "nass");

    private Superlatives() {}

    static List<Said> in(Reading reading) {
        List<Said> found = new ArrayList<>();
        for (int i = 0; i < reading.size(); i++) {
            int length = whole(reading, i) ? 3 : nie(reading, i) ? 2 : length(reading, i);
            if (length > 0 && !reading.inIdiom(i)) {
                found.add(new Said(Kind.SUPERLATIVE, value(reading, i, length), i, i + length - 1));
            }
        }
        return found;
    }

    private static String value(Reading reading, int first, int length) {
        StringBuilder value = new StringBuilder(reading.token(first).word());
        for (int i = first + 1; i < first + length; i++) {
            value.append(' ').append(reading.token(i).word());
        }
        return value.toString();
    }

    private static int length(Reading reading, int index) {
        if (!reading.isWord(index)) {
            return 0;
        }
        String word = reading.token(index).word();
        if (NEVER.contains(word)) {
            return never(reading, index);
        }
        String before = index == 0 ? "" : reading.token(index - 1).word();
        if (ENGLISH_ARTICLES.contains(before) && reading.isWord(index)) {
            if (word.equals("most") || word.equals("least")) {
                return mostOf(reading, index);
            }
            if (word.equals("very") || word.equals("single")) {
                return reading.isWord(index + 1) && est(reading.token(index + 1).word()) ? 2 : 0;
            }
            return est(word) ? 1 : 0;
        }
        return ARTICLES.contains(before)
                        && Character.isLowerCase(
                                reading.text().charAt(reading.token(index).begin()))
                        && ste(word)
                ? 1
                : 0;
    }

    /** Never leaks, never sticky; but not: never put it. */
    private static int never(Reading reading, int index) {
        boolean person = index > 0 && PERSONS.contains(reading.token(index - 1).word());
        if (person || !reading.isWord(index + 1)) {
            return 0;
        }
        String next = reading.token(index + 1).word();
        boolean verb = next.endsWith("s") && !next.endsWith("ss") && next.length() > 3;
        return verb || reading.endsClause(index + 2) ? 2 : 0;
    }

    /** Rostet nie: the verb before. */
    private static boolean nie(Reading reading, int index) {
        return reading.isWord(index)
                && reading.token(index).word().endsWith("t")
                && reading.has(index + 1)
                && NIE.contains(reading.token(index + 1).word());
    }

    /** 100 % safe; what is a share of something is none. */
    private static boolean whole(Reading reading, int index) {
        if (!reading.is(index, "100") || !reading.isWord(index + 2)) {
            return false;
        }
        boolean share =
                reading.is(index + 1, "%") || reading.is(index + 1, "percent") || reading.is(index + 1, "prozent");
        String next = reading.token(index + 2).word();
        boolean small = !reading.capital(index + 2);
        return share
                && small
                && reading.hits(index + 2).stream()
                        .noneMatch(hit -> hit.is(Topic.MATERIAL) || hit.is(Topic.COLOUR) || hit.is(Topic.CERTIFICATE))
                && WHOLE.stream().anyMatch(next::endsWith);
    }

    /** The most comfortable; not: the most of it. */
    private static int mostOf(Reading reading, int index) {
        boolean adjective = reading.isWord(index + 1)
                && !Set.of("of", "out", "from", "in", "people", "common", "recent", "part", "important", "is", "for")
                        .contains(reading.token(index + 1).word());
        return adjective ? 2 : 0;
    }

    private static boolean est(String word) {
        return word.endsWith("est") && word.length() > 4 && !Exceptions.NO_SUPERLATIVE.contains(word);
    }

    private static boolean ste(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending)
                    && word.length() - ending.length() >= 3
                    && !Exceptions.NO_SUPERLATIVE.contains(word)) {
                String stem = word.substring(0, word.length() - ending.length());
                boolean participle =
                        stem.endsWith("s") && !SHORT_WITH_SS.contains(stem + "s") && !SHORT_WITH_SS.contains(stem);
                return !participle && !stem.endsWith("fe") && !(stem.startsWith("ge") && stem.endsWith("ru"));
            }
        }
        return false;
    }
}
