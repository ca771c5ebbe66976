package dev.atelier.claims;

import java.util.List;
import java.util.Set;

/** Where a unit stands beside a number. */
final class UnitWords {
    private static final Set<String> INCH_SIGNS = Set.of("\"", "\u2033", "\u201d");
    private static final Set<String> TIMES = Set.of("x", "\u00d7", "*", "by", "mal", "and", "or", "to", "und", "bis");

    /** @param end behind its last token */
    record Found(List<Unit> units, int end) {}

    private UnitWords() {}

    /** The unit that begins at a token, or null. */
    static Found at(Reading reading, int index) {
        if (!reading.has(index)) {
            return null;
        }
        if (INCH_SIGNS.contains(reading.token(index).word())
                && reading.token(index).tight()) {
            return new Found(List.of(Unit.of("in")), index + 1);
        }
        Hit longest = reading.hit(index, Topic.UNIT);
        if (longest == null || !meant(reading, longest)) {
            return null;
        }
        List<Unit> units = reading.hits(index).stream()
                .filter(hit -> hit.is(Topic.UNIT) && hit.length() == longest.length())
                .map(hit -> Unit.of(hit.entry().value()))
                .distinct()
                .toList();
        return new Found(units, longest.end());
    }

    /** Short words are units only where they cannot be others. */
    private static boolean meant(Reading reading, Hit hit) {
        Token token = reading.token(hit.at());
        boolean near = token.tight() || token.joined();
        int next = hit.end();
        return switch (token.word()) {
            case "in" ->
                near
                        || reading.endsClause(next)
                        || TIMES.contains(reading.token(next).word())
                        || reading.hit(next, Topic.ROLE) != null
                        || (reading.is(next, "in") && reading.hit(next + 1, Topic.ROLE) != null);
            case "a", "n", "t", "k" -> near;
            case "m", "g" -> !reading.capital(hit.at()) || near;
            default -> true;
        };
    }
}
