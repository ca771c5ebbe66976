package dev.atelier.claims;

import dev.atelier.text.Words;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the words beside an amount say of it. */
final class Roles {
    private static final int REACH_BEHIND = 3;
    private static final int REACH_BEFORE = 4;
    /** Letters of the first half of a compound. */
    private static final int SHORTEST = 4;

    private static final int LONGEST = 20;
    private static final Set<String> STOPS = Set.of("and", "und", "with", "mit", "but", "aber", "while");
    private static final Set<String> OF =
            Set.of("of", "aus", "the", "der", "von", "organic", "recycled", "pure", "reine", "reiner");

    private static final Map<String, Amount.Bound> BOUNDS =
            Map.of("about", Amount.Bound.ABOUT, "at least", Amount.Bound.AT_LEAST, "at most", Amount.Bound.AT_MOST);

    private Roles() {}

    /** Whether it is about, over or under a number. */
    static Amount.Bound bound(Reading reading, int first) {
        if (reading.isNumber(first) && Numerals.plus(reading, first + 1)) {
            return Amount.Bound.AT_LEAST;
        }
        for (int i = first - 1; i >= first - 3 && i >= 0 && !reading.endsClause(i); i--) {
            for (Hit hit : reading.hits(i)) {
                if (hit.is(Topic.CUE) && hit.end() >= first - 1 && hit.end() <= first) {
                    Amount.Bound bound = BOUNDS.get(hit.entry().value());
                    if (bound != null) {
                        return bound;
                    }
                }
            }
        }
        return Amount.Bound.EXACT;
    }

    /** The roles right behind an amount, else those before it. */
    static Set<String> beside(Reading reading, int first, int last) {
        Set<String> roles = new LinkedHashSet<>();
        for (int i = last + 1; i <= last + REACH_BEHIND && !stops(reading, i); i++) {
            add(reading, i, roles);
        }
        for (int i = first - 1; roles.isEmpty() && i >= first - REACH_BEFORE && reading.has(i); i--) {
            if (stops(reading, i) && !reading.is(i, ":") && !reading.is(i, "(")) {
                break;
            }
            add(reading, i, roles);
        }
        if (reading.hit(first - 1, Topic.CUE, AmountBinding.EVERY) != null) {
            roles.add(AmountBinding.EVERY);
        }
        return roles;
    }

    private static boolean stops(Reading reading, int index) {
        return reading.endsClause(index)
                || reading.isNumber(index)
                || STOPS.contains(reading.token(index).word())
                || Numerals.word(reading.token(index).word()) != null;
    }

    private static void add(Reading reading, int index, Set<String> roles) {
        for (Hit hit : reading.hits(index)) {
            if (hit.is(Topic.ROLE)) {
                roles.add(hit.entry().value());
            }
        }
    }

    /** Every role that an attribute's name says. */
    static Set<String> named(Reading name) {
        Set<String> roles = new HashSet<>();
        for (int i = 0; i < name.size(); i++) {
            add(name, i, roles);
            String word = name.token(i).word();
            for (int cut = SHORTEST; cut <= Math.min(word.length() - SHORTEST, LONGEST); cut++) {
                String half = name.lexicon().value(Topic.ROLE, word.substring(cut)); // a Sitzhöhe is a Höhe
                if (half != null) {
                    roles.add(half);
                }
            }
        }
        return roles;
    }

    /** What a share is a share of: the material, else the next word. */
    static Set<String> shareOf(Reading reading, int next) {
        int at = next;
        while (reading.isWord(at) && OF.contains(reading.token(at).word())) {
            at++;
        }
        if (!reading.isWord(at)) {
            return Set.of();
        }
        for (int i = at; i <= at + 1 && reading.isWord(i); i++) {
            Hit material = reading.hit(i, Topic.MATERIAL);
            if (material != null) {
                return Set.of(material.entry().value());
            }
        }
        return Set.of(Words.stem(reading.token(at).word()));
    }
}
