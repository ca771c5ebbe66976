package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Materials, colours, places, certificates, listed brands and listed superlatives that a text states. */
final class Statements {
    private static final Map<Topic, Kind> KINDS = Map.of(
            Topic.MATERIAL, Kind.MATERIAL,
            Topic.COLOUR, Kind.COLOUR,
            Topic.PLACE, Kind.PLACE,
            Topic.CERTIFICATE, Kind.CERTIFICATE,
            Topic.SUPERLATIVE, Kind.SUPERLATIVE,
            Topic.BRAND, Kind.BRAND,
            Topic.SUBSTANCE, Kind.CERTIFICATE);

    private static final Set<String> SHADES =
            Set.of("crystal", "steel", "stone", "slate", "copper", "gold", "silver", "bronze", "glass", "iron");

    private final Reading reading;
    private final Cues cues;
    private final Set<String> own;
    private final Set<String> nouns;
    private final boolean attribute;
    private final List<Said> found = new ArrayList<>();
    private int comparedTo = -1;

    private Statements(Reading reading, Set<String> own, Set<String> nouns, boolean attribute) {
        this.reading = reading;
        this.cues = new Cues(reading);
        this.own = own;
        this.nouns = nouns;
        this.attribute = attribute;
    }

    /**
     * Of a text, in order.
     *
     * @param own parts and others' things ({@code parts.tsv}, {@code others.tsv}) that the thing itself is named by
     * @param nouns folded words that it is called by
     */
    static List<Said> in(Reading reading, Set<String> own, Set<String> nouns) {
        return new Statements(reading, own, nouns, false).all();
    }

    /** Of an attribute's name or value: every place is one that the thing comes from, and no colour is another thing's. */
    static List<Said> inAttribute(Reading reading) {
        return new Statements(reading, Set.of(), Set.of(), true).all();
    }

    private List<Said> all() {
        int deniedBefore = -1;
        int i = 0;
        while (i < reading.size()) {
            List<Hit> longest = longest(i);
            if (longest.isEmpty()) {
                i++;
                continue;
            }
            int last = longest.get(0).end() - 1;
            boolean denied = cues.denied(i, last, deniedBefore);
            for (Hit hit : longest) {
                add(hit, denied);
            }
            deniedBefore = denied ? last + 1 : -1;
            i = last + 1;
        }
        return found;
    }

    /** The readings of the longest stretch that begins here. */
    private List<Hit> longest(int index) {
        List<Hit> longest = List.of();
        for (Hit hit : reading.hits(index)) { // the longest come first
            if (hit.entry().topic().states()) {
                if (longest.isEmpty()) {
                    longest = new ArrayList<>(List.of(hit));
                } else if (hit.length() == longest.get(0).length()) {
                    longest.add(hit);
                }
            }
        }
        return longest;
    }

    private void add(Hit hit, boolean denied) {
        int first = hit.at();
        int last = hit.end() - 1;
        Hit turn = reading.hit(first, Topic.IDIOM);
        boolean idiom = turn != null && turn.length() >= hit.length();
        Topic topic = hit.entry().topic();
        if (idiom || topic == Topic.IDIOM || shade(hit) || (!attribute && !meant(hit, denied))) {
            return;
        }
        String value = hit.entry().value();
        boolean not = denied;
        if (topic == Topic.BRAND && denied) {
            return;
        }
        if (topic == Topic.SUBSTANCE) {
            value = value + " free";
            not = false;
        }
        boolean ofParts = topic == Topic.MATERIAL || topic == Topic.COLOUR;
        String part = ofParts ? Parts.beside(reading, first, last, hit.rest(), own) : "";
        if (topic == Topic.MATERIAL && part.isEmpty() && !attribute && ofAll(hit)) {
            part = Said.WHOLE;
        }
        found.add(new Said(KINDS.get(topic), value, not, part, first, last));
    }

    /** Made of steel, a steel pan, a pan of steel: what the thing itself is of. */
    private boolean ofAll(Hit hit) {
        boolean of = reading.is(hit.at() - 1, "of") || reading.is(hit.at() - 1, "aus");
        return cues.madeOf(hit.at()) || nouns.contains(hit.rest()) || noun(hit.end()) || (of && noun(hit.at() - 2));
    }

    private boolean noun(int index) {
        return reading.isWord(index) && nouns.contains(reading.token(index).word());
    }

    /** Steel grey, crystal blue: the shade of a colour. */
    private boolean shade(Hit hit) {
        return hit.is(Topic.MATERIAL)
                && SHADES.contains(hit.entry().value())
                && reading.hit(hit.end(), Topic.COLOUR) != null;
    }

    private boolean meant(Hit hit, boolean denied) {
        int first = hit.at();
        int last = hit.end() - 1;
        return switch (hit.entry().topic()) {
            case MATERIAL, BRAND -> !compared(first, last);
            case COLOUR -> !compared(first, last) && !others(first, last);
            case PLACE -> hit.entry().adjective() ? product(last) : cues.origin(first, last);
            case SUBSTANCE -> denied;
            default -> true;
        };
    }

    /** What is compared with goes on within its clause: cuts wood and, behind it, steel. */
    private boolean compared(int first, int last) {
        boolean goesOn = comparedTo >= 0 && first - comparedTo <= 5;
        for (int i = Math.max(comparedTo, 0); goesOn && i < first; i++) {
            goesOn = !reading.endsClause(i);
        }
        boolean compared = goesOn || cues.compared(first, last);
        comparedTo = compared ? last + 1 : comparedTo;
        return compared;
    }

    /** Whether a colour is of the sky, of jeans to go with it and the like. */
    private boolean others(int first, int last) {
        Hit behind = reading.hit(last + 1, Topic.OTHER);
        if (behind != null) {
            return !own.contains(behind.entry().value());
        }
        boolean is = reading.is(first - 1, "is") || reading.is(first - 1, "are") || reading.is(first - 1, "ist");
        return is && reading.hit(first - 2, Topic.OTHER) != null;
    }

    /** Italian leather: a word for what comes from there stands before a noun or alone at the end of a list. */
    private boolean product(int last) {
        return !reading.isWord(last + 1)
                || (reading.hit(last + 1, Topic.CUE, "look after") == null
                        && reading.hit(last + 1, Topic.OTHER) == null);
    }
}
