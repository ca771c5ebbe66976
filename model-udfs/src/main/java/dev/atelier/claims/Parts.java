package dev.atelier.claims;

import java.util.HashSet;
import java.util.Set;

/** Which part of a thing a material or a colour is said of. */
final class Parts {
    private static final Set<String> LINKS = Set.of(
            "of", "from", "in", "with", "aus", "mit", "made", "is", "are", "ist", "sind", "a", "an", "einer", "einem",
            "cut");
    private static final int REACH = 4;

    private Parts() {}

    /** Every part that a text names. */
    static Set<String> named(Reading reading) {
        Set<String> parts = new HashSet<>();
        for (int i = 0; i < reading.size(); i++) {
            Hit hit = reading.hit(i, Topic.PART);
            if (hit != null) {
                parts.add(hit.entry().value());
            }
        }
        return parts;
    }

    /**
     * The part beside a statement: steel strap, Stahlrahmen, lined with silk, Griff aus Holz; empty for none.
     *
     * @param rest other half of a compound; empty for none
     * @param own what the thing itself is called, which is no part of it
     */
    static String beside(Reading reading, int first, int last, String rest, Set<String> own) {
        int next = reading.hit(last + 1, Topic.CUE, "free after") == null ? last + 1 : last + 2;
        String behind = rest.isEmpty() ? behind(reading, next) : of(reading.lexicon(), rest);
        String part = behind.isEmpty() && rest.isEmpty() ? before(reading, first) : behind;
        return own.contains(part) ? "" : part;
    }

    /** The part that a single word names, as the last half of a compound too: stahlrahmen. */
    static String of(Lexicon lexicon, String word) {
        for (int cut = 0; cut <= Math.min(word.length() - 3, 12); cut++) {
            String part = lexicon.value(Topic.PART, word.substring(cut));
            if (part != null) {
                return part;
            }
        }
        return "";
    }

    private static String behind(Reading reading, int next) {
        for (int i = next; i <= next + 1 && reading.isWord(i); i++) {
            Hit part = reading.hit(i, Topic.PART);
            if (part != null) {
                return part.entry().value();
            }
            String compound =
                    reading.capital(i) ? of(reading.lexicon(), reading.token(i).word()) : "";
            if (!compound.isEmpty()) {
                return compound;
            }
            if (reading.hit(i, Topic.MATERIAL) == null && reading.hit(i, Topic.COLOUR) == null) {
                return "";
            }
        }
        return "";
    }

    private static String before(Reading reading, int first) {
        boolean linked = false;
        for (int i = first - 1; i >= first - REACH && reading.has(i); i--) {
            Token token = reading.token(i);
            Hit part = reading.hit(i, Topic.PART);
            if (part != null && (linked || i == first - 1)) {
                return part.entry().value();
            }
            String compound = linked && reading.capital(i) ? of(reading.lexicon(), token.word()) : "";
            if (!compound.isEmpty()) {
                return compound;
            }
            linked |= LINKS.contains(token.word()) || token.is(":");
            if ((token.isSign() && !token.is(":")) || token.is("and") || token.is("und")) {
                return "";
            }
        }
        return "";
    }
}
