package dev.atelier.claims;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Holds amounts against those that the item says. */
final class AmountBinding {
    /** An amount that says not of what may contradict one that is up to so many times as large. */
    private static final double MOST_APART = 20;

    /** The role of what happens again and again; also the cue for it. */
    static final String EVERY = "every";

    private static final Set<String> ACROSS = Set.of("width", "diameter");

    private final List<AmountFact> facts;
    private final Taxonomy materials;

    AmountBinding(List<AmountFact> facts, Taxonomy materials) {
        this.facts = facts;
        this.materials = materials;
    }

    /** All its numbers must be known. */
    Judged judge(Amount claim) {
        return Judged.worst(claim.numerals().stream()
                .map(numeral -> claim.count() ? count(claim, numeral) : measured(claim, numeral))
                .toList());
    }

    private Judged measured(Amount claim, Numeral numeral) {
        List<AmountFact> same =
                facts.stream().filter(fact -> comparable(claim, fact)).toList();
        List<AmountFact> equal =
                same.stream().filter(fact -> equal(claim, numeral, fact)).toList();
        for (AmountFact fact : equal) {
            if (fits(claim, fact)) {
                return Judged.bound(fact);
            }
        }
        for (AmountFact fact : same) {
            boolean named = equal.isEmpty() ? fits(claim, fact) && near(claim, numeral, fact) : meets(claim, fact);
            if (named && !equal.contains(fact)) {
                return Judged.contradicted(fact);
            }
        }
        String dimension = claim.units().get(0).dimension();
        boolean placeMatters = dimension.equals("length") || (dimension.equals("share") && known(claim.roles()));
        return equal.isEmpty() || placeMatters ? Judged.UNSUPPORTED : Judged.bound(equal.get(0));
    }

    /** Whether a share is one of a material. */
    private boolean known(Set<String> roles) {
        return roles.stream().anyMatch(materials::knows);
    }

    private static boolean comparable(Amount claim, AmountFact fact) {
        return claim.units().stream().anyMatch(unit -> fact.amount().units().stream()
                .anyMatch(known -> unit.measuresAs(known) || (unit.money() && known.money())));
    }

    private static boolean equal(Amount claim, Numeral numeral, AmountFact fact) {
        for (Unit unit : claim.units()) {
            for (Unit known : fact.amount().units()) {
                if (unit.measuresAs(known) && known(claim, numeral, unit, fact.amount(), known)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean known(Amount claim, Numeral numeral, Unit unit, Amount fact, Unit known) {
        List<Numeral> numbers = fact.numerals();
        if (fact.range() && numbers.size() == 2) {
            double value = unit.base(numeral.value());
            if (value >= known.base(numbers.get(0).value())
                    && value <= known.base(numbers.get(1).value())) {
                return true;
            }
        }
        return numbers.stream().anyMatch(number -> Nearness.same(numeral, unit, claim.bound(), number, known));
    }

    /** Whether both may be of the same thing: one does not say, or both say the same. */
    private boolean fits(Amount claim, AmountFact fact) {
        Set<String> roles = fact.amount().roles();
        if (roles.contains(EVERY) != claim.roles().contains(EVERY)) {
            return false;
        }
        return claim.roles().isEmpty() || roles.isEmpty() || meets(claim, fact);
    }

    private boolean meets(Amount claim, AmountFact fact) {
        Set<String> roles = fact.amount().roles();
        return !Collections.disjoint(claim.roles(), roles)
                || (!Collections.disjoint(claim.roles(), ACROSS) && !Collections.disjoint(roles, ACROSS))
                || claim.roles().stream().anyMatch(one -> roles.stream()
                        .anyMatch(other -> materials.is(one, other) || materials.is(other, one)));
    }

    private static boolean near(Amount claim, Numeral numeral, AmountFact fact) {
        if (!claim.roles().isEmpty() && !fact.amount().roles().isEmpty()) {
            return true;
        }
        double said = claim.units().get(0).base(numeral.value());
        return fact.amount().numerals().stream().anyMatch(number -> {
            double known = fact.amount().units().get(0).base(number.value());
            return known == 0 || (said <= known * MOST_APART && known <= said * MOST_APART);
        });
    }

    /** A count contradicts another count of the same things. */
    private Judged count(Amount claim, Numeral numeral) {
        AmountFact equal = null;
        AmountFact other = null;
        for (AmountFact fact : facts) {
            if (fact.amount().count()) {
                boolean same = known(claim, numeral, Unit.COUNT, fact.amount(), Unit.COUNT);
                boolean meets =
                        !Collections.disjoint(claim.nouns(), fact.amount().nouns());
                if (same && meets) {
                    return Judged.bound(fact);
                }
                equal = same && equal == null && pieces(claim, fact) ? fact : equal;
                other = !same && meets && other == null ? fact : other;
            }
        }
        if (other != null) {
            return Judged.contradicted(other);
        }
        return equal == null ? Judged.UNSUPPORTED : Judged.bound(equal);
    }

    /** Pieces may be called by any name. */
    private static boolean pieces(Amount claim, AmountFact fact) {
        return claim.nouns().contains("piece") || fact.amount().nouns().contains("piece");
    }
}
