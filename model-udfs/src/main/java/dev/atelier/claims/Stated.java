package dev.atelier.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Everything that a text states in words, of all kinds. */
final class Stated {
    /** Names of attributes whose value is of one kind, whatever else its words may mean. */
    private static final List<String> COLOUR_NAMES = List.of("colour", "color", "farb");

    private static final List<String> MATERIAL_NAMES = List.of("material", "fabric", "stoff");
    private static final List<String> PLACE_NAMES =
            List.of("origin", "herkunft", "made in", "ursprung", "herstellungsland");
    /** Superlatives nearer to each other than this are one. */
    private static final int MERGED = 4;

    private Stated() {}

    /** @param item what the item is called, so that its own words are not taken for others' */
    static List<Said> in(Reading reading, Facts item) {
        List<Said> all = new ArrayList<>(Statements.in(reading, item.ownParts(), item.nouns()));
        List<Said> superlatives = new ArrayList<>(Superlatives.in(reading));
        all.stream().filter(said -> said.kind() == Kind.SUPERLATIVE).forEach(superlatives::add);
        all.removeIf(said -> said.kind() == Kind.SUPERLATIVE);
        all.addAll(merged(superlatives, reading));
        List<Said> makers = Makers.in(reading, item);
        all.removeIf(said ->
                makers.stream().anyMatch(maker -> said.first() <= maker.last() && maker.first() <= said.last()));
        all.addAll(makers);
        all.addAll(Sizes.in(reading, false));
        all.addAll(Ratings.in(reading, ""));
        all.addAll(Fitness.in(reading));
        all.addAll(Origins.in(reading));
        all.sort(Comparator.comparingInt(Said::first));
        return all;
    }

    /** Of an attribute's value. */
    static List<Said> inAttribute(Reading reading, String name) {
        List<Said> all = Stream.of(
                        Statements.inAttribute(reading).stream()
                                .filter(said -> said.kind() != Kind.PLACE || !tongue(name))
                                .toList(),
                        Sizes.in(reading, Sizes.named(name)),
                        Ratings.in(reading, name),
                        Fitness.in(reading))
                .flatMap(List::stream)
                .toList();
        return all.stream().filter(said -> about(name, said.kind())).toList();
    }

    /** Whether an attribute is about languages, which are called as what comes from a place. */
    private static boolean tongue(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.contains("language") || small.contains("sprach");
    }

    private static boolean about(String name, Kind kind) {
        Kind only = only(name);
        return only == null || kind == only || (only != Kind.COLOUR && kind != Kind.COLOUR);
    }

    /** The kind that values of an attribute are of, colour, material or place; null for others. */
    static Kind only(String attributeName) {
        String name = attributeName.toLowerCase(Locale.ROOT);
        if (COLOUR_NAMES.stream().anyMatch(name::contains)) {
            return Kind.COLOUR;
        }
        if (PLACE_NAMES.stream().anyMatch(name::contains)) {
            return Kind.PLACE;
        }
        return MATERIAL_NAMES.stream().anyMatch(name::contains) ? Kind.MATERIAL : null;
    }

    private static List<Said> merged(List<Said> superlatives, Reading reading) {
        superlatives.sort(Comparator.comparingInt(Said::first));
        List<Said> merged = new ArrayList<>();
        for (Said said : superlatives) {
            Said before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (said.negated()) {
                continue;
            }
            if (before != null
                    && said.first() - before.last() <= MERGED
                    && !ends(reading, before.last(), said.first())) {
                int last = Math.max(before.last(), said.last());
                merged.set(merged.size() - 1, new Said(Kind.SUPERLATIVE, before.value(), before.first(), last));
            } else {
                merged.add(said);
            }
        }
        return merged;
    }

    private static boolean ends(Reading reading, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (reading.token(i).isSign() && ".!?;:".contains(reading.token(i).word())) {
                return true;
            }
        }
        return false;
    }
}
