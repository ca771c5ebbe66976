package dev.atelier.claims;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Holds statements in words against those that the item makes. */
final class WordBinding {
    private static final Map<Kind, Topic> TOPICS = Map.of(
            Kind.MATERIAL, Topic.MATERIAL,
            Kind.COLOUR, Topic.COLOUR,
            Kind.PLACE, Topic.PLACE,
            Kind.CERTIFICATE, Topic.CERTIFICATE);

    private static final String COLOURFUL = "multicoloured";

    private final Map<Kind, List<Fact>> facts = new EnumMap<>(Kind.class);
    private final Lexicon lexicon;

    WordBinding(List<Fact> facts, Lexicon lexicon) {
        for (Kind kind : Kind.values()) {
            this.facts.put(
                    kind,
                    facts.stream().filter(fact -> fact.said().kind() == kind).toList());
        }
        this.lexicon = lexicon;
    }

    Judged judge(Said claim) {
        List<Fact> same = facts.get(claim.kind());
        return switch (claim.kind()) {
            case SIZE -> size(claim, same);
            case BRAND -> brand(claim, same);
            case SUPERLATIVE ->
                same.stream()
                        .filter(fact -> fact.said().value().equals(claim.value()))
                        .findFirst()
                        .map(Judged::bound)
                        .orElse(Judged.UNSUPPORTED);
            default -> claim.negated() ? denied(claim, same) : stated(claim, same);
        };
    }

    private Judged stated(Said claim, List<Fact> same) {
        for (Fact fact : same) {
            if (!fact.said().negated() && says(fact, claim) && partFits(claim, fact)) {
                return Judged.bound(fact);
            }
        }
        for (Fact fact : same) {
            boolean deniedThere = fact.said().negated()
                    && is(claim, claim.value(), fact.said().value());
            if (deniedThere || (!fact.said().negated() && exclude(claim, fact))) {
                return Judged.contradicted(fact);
            }
        }
        return claim.kind() == Kind.CERTIFICATE ? Judged.UNSUPPORTED : instead(claim, same);
    }

    /** What the item says in its place: it contradicts unless something that it says leaves room. */
    private Judged instead(Said claim, List<Fact> same) {
        Taxonomy taxonomy = lexicon.taxonomy(TOPICS.get(claim.kind()));
        Fact other = null;
        for (Fact fact : same) {
            boolean ofThePart =
                    !claim.part().isEmpty() && claim.part().equals(fact.said().part());
            if ((fact.defining() || ofThePart) && !fact.said().negated() && rivals(claim, fact)) {
                if (taxonomy.agree(claim.value(), fact.said().value())
                        || fact.said().value().equals(COLOURFUL)
                        || claim.value().equals(COLOURFUL)) {
                    return Judged.UNSUPPORTED;
                }
                other = other == null ? fact : other;
            }
        }
        return other == null ? Judged.UNSUPPORTED : Judged.contradicted(other);
    }

    /** A claim about a part is rivalled by what the item says of that part alone. */
    private boolean rivals(Said claim, Fact fact) {
        if (claim.part().equals(Said.WHOLE)) {
            return fact.said().part().isEmpty() || noneOf(claim, "");
        }
        return claim.part().isEmpty() || claim.part().equals(fact.said().part());
    }

    /** A claim about a part that the item describes is bound there, or by words that are of no part. */
    private boolean partFits(Said claim, Fact fact) {
        if (claim.part().equals(Said.WHOLE)) {
            return fact.said().part().isEmpty() || noneOf(claim, "");
        }
        return claim.part().isEmpty()
                || (!fact.defining() && fact.said().part().isEmpty())
                || claim.part().equals(fact.said().part())
                || noneOf(claim, claim.part());
    }

    /** Whether the item does not say what that part, or the thing itself, is of. */
    private boolean noneOf(Said claim, String part) {
        return facts.get(claim.kind()).stream()
                .filter(fact -> fact.defining() || !part.isEmpty())
                .noneMatch(fact -> fact.said().part().equals(part));
    }

    private Judged denied(Said claim, List<Fact> same) {
        for (Fact fact : same) {
            if (fact.said().negated() && is(claim, fact.said().value(), claim.value())) {
                return Judged.bound(fact);
            }
            if (!fact.said().negated() && says(fact, claim) && deniedOf(claim, fact)) {
                return Judged.contradicted(fact);
            }
        }
        for (Fact fact : same) {
            boolean other = claim.kind() == Kind.CERTIFICATE ? exclude(claim, fact) : fact.defining();
            if (!fact.said().negated() && other) {
                return Judged.bound(fact);
            }
        }
        return Judged.UNSUPPORTED;
    }

    private static boolean deniedOf(Said claim, Fact fact) {
        return claim.part().isEmpty()
                || claim.part().equals(Said.WHOLE)
                || fact.said().part().isEmpty()
                || claim.part().equals(fact.said().part());
    }

    private boolean says(Fact fact, Said claim) {
        return is(claim, fact.said().value(), claim.value())
                || (claim.kind() == Kind.CERTIFICATE
                        && Ratings.means(fact.said().value(), claim.value()));
    }

    private boolean is(Said of, String special, String general) {
        return lexicon.taxonomy(TOPICS.get(of.kind())).is(special, general);
    }

    private boolean exclude(Said claim, Fact fact) {
        return claim.kind() == Kind.CERTIFICATE
                && (lexicon.taxonomy(Topic.CERTIFICATE)
                                .exclude(claim.value(), fact.said().value())
                        || Ratings.sameScale(claim.value(), fact.said().value()));
    }

    private static Judged size(Said claim, List<Fact> same) {
        Fact other = null;
        int place = Sizes.letterPlace(claim.value());
        boolean below = false; // whether a smaller one came before
        boolean above = false;
        for (Fact fact : same) {
            if (Sizes.same(claim.value(), fact.said().value())) {
                return Judged.bound(fact);
            }
            int letter = Sizes.letterPlace(fact.said().value());
            boolean between = place >= 0 && letter >= 0 && (letter < place ? above : below);
            if (between) {
                return Judged.bound(fact);
            }
            above |= letter > place;
            below |= letter >= 0 && letter < place;
            boolean rival =
                    Sizes.scale(claim.value()).equals(Sizes.scale(fact.said().value()));
            other = other == null && rival ? fact : other;
        }
        return other == null ? Judged.UNSUPPORTED : Judged.contradicted(other);
    }

    private static Judged brand(Said claim, List<Fact> same) {
        String name = " " + claim.value() + " ";
        for (Fact fact : same) {
            String known = " " + fact.said().value() + " ";
            if (known.contains(name) || name.contains(known)) {
                return Judged.bound(fact);
            }
        }
        return same.stream()
                .filter(Fact::defining)
                .findFirst()
                .map(Judged::contradicted)
                .orElse(Judged.UNSUPPORTED);
    }
}
