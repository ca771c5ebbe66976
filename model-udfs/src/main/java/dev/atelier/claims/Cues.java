package dev.atelier.claims;

import java.util.Set;

/** What the words around a statement make of it. Looks a bounded number of tokens to either side, within its clause. */
final class Cues {
    private static final int NEGATION_REACH = 5;
    private static final int COMPARISON_REACH = 4;
    private static final Set<String> CONJUNCTIONS = Set.of("and", "but", "und", "aber", "sondern", "while", "dafur");
    private static final int MADE_REACH = 4;
    private static final Set<String> MADE = Set.of("made", "crafted", "cut", "besteht", "gefertigt", "hergestellt");
    private static final int QUESTION_REACH = 4;
    private static final Set<String> NO = Set.of("no", "nein", "not", "nope", "neither", "never", "niemals");
    private static final Set<String> OR = Set.of(",", "or", "nor", "oder", "noch");

    private final Reading reading;

    Cues(Reading reading) {
        this.reading = reading;
    }

    private boolean cue(int index, String value) {
        return reading.hit(index, Topic.CUE, value) != null;
    }

    /** Whether the statement from {@code first} to {@code last} is denied: not, without, kein; or free behind it. */
    boolean denied(int first, int last, int deniedBefore) {
        if (cue(last + 1, "free after")
                && reading.token(last + 1).joined()
                && !reading.is(last + 2, "from")
                && !reading.is(last + 2, "of")) {
            return true;
        }
        if (askedAndDenied(last)) {
            return true;
        }
        for (int i = first - 1; i >= first - NEGATION_REACH && !stops(i); i--) {
            Hit not = reading.hit(i, Topic.CUE, "not");
            if (not != null && not.end() <= first && !onlyBefore(i)) {
                return true;
            }
        }
        return deniedBefore >= 0 && first - deniedBefore <= 3 && listed(deniedBefore, first, last);
    }

    /** Made of plastic? No. */
    boolean askedAndDenied(int last) {
        int end = last + 1;
        while (end <= last + QUESTION_REACH
                && reading.has(end)
                && !reading.token(end).isSign()) {
            end++;
        }
        return reading.is(end, "?")
                && reading.has(end + 1)
                && NO.contains(reading.token(end + 1).word());
    }

    /** "not only steel" denies nothing. */
    private boolean onlyBefore(int not) {
        return reading.is(not + 1, "only") || reading.is(not + 1, "nur") || reading.is(not + 1, "just");
    }

    /** without steel, plastic or rubber: what was denied before goes on to the "or" and behind it. */
    private boolean listed(int from, int first, int last) {
        boolean or = false;
        for (int i = from; i < first; i++) {
            if (!OR.contains(reading.token(i).word())) {
                return false;
            }
            or |= !reading.is(i, ",");
        }
        for (int i = last + 1; !or && i <= last + 4 && reading.has(i) && !reading.is(i, "."); i++) {
            or = OR.contains(reading.token(i).word()) && !reading.is(i, ",");
        }
        return or;
    }

    private boolean stops(int index) {
        return reading.endsClause(index)
                || CONJUNCTIONS.contains(reading.token(index).word());
    }

    /** Whether it is of something else: unlike steel, passt zu blauen Jeans, leather look. */
    boolean compared(int first, int last) {
        if (reading.has(last + 1) && cue(last + 1, "look after")) {
            return true;
        }
        for (int i = first - 1; i >= first - COMPARISON_REACH && !reading.endsClause(i); i--) {
            Hit compare = reading.hit(i, Topic.CUE, "compare");
            if (compare != null && compare.end() <= first) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is made of it: made of pure, organic cotton. */
    boolean madeOf(int first) {
        for (int i = first - 1; i >= first - MADE_REACH && reading.has(i) && !reading.endsClause(i); i--) {
            if (reading.is(i, "of") || reading.is(i, "from") || reading.is(i, "aus")) {
                return i > 0 && MADE.contains(reading.token(i - 1).word());
            }
        }
        return false;
    }

    /** Whether a place is where the thing comes from. */
    boolean origin(int first, int last) {
        int before = first - 1;
        boolean from = ends(before, "origin from");
        boolean in = ends(before, "origin in");
        if (from && !cue(last + 1, "travel") && !cue(before - 1, "travel")) {
            return !reading.is(before, "of") || made(before, 3, -1);
        }
        return in && (made(before, 6, -1) || made(last, 4, 1));
    }

    private boolean ends(int index, String value) {
        for (int i = index; i >= index - 1 && i >= 0; i--) {
            Hit hit = reading.hit(i, Topic.CUE, value);
            if (hit != null && hit.end() == index + 1) {
                return true;
            }
        }
        return false;
    }

    /** A word for making within some tokens of a place, to one side. */
    private boolean made(int from, int reach, int step) {
        for (int i = from + step; Math.abs(i - from) <= reach && reading.has(i); i += step) {
            if (reading.token(i).isSign() && !reading.is(i, ",") && !reading.is(i, ":")) {
                return false;
            }
            if (cue(i, "origin")) {
                return true;
            }
        }
        return false;
    }
}
