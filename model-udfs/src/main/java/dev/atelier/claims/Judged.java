package dev.atelier.claims;

import java.util.List;

/**
 * How a statement stands to the item.
 *
 * @param attribute where the item says so or says otherwise; empty if unsupported
 * @param said what the item says there; empty if unsupported
 */
record Judged(Support support, String attribute, String said) {
    static final Judged UNSUPPORTED = new Judged(Support.UNSUPPORTED, "", "");

    static Judged bound(Fact fact) {
        return new Judged(Support.BOUND, fact.attribute(), fact.words());
    }

    static Judged bound(AmountFact fact) {
        return new Judged(Support.BOUND, fact.attribute(), fact.words());
    }

    static Judged contradicted(Fact fact) {
        return new Judged(Support.CONTRADICTED, fact.attribute(), fact.words());
    }

    static Judged contradicted(AmountFact fact) {
        return new Judged(Support.CONTRADICTED, fact.attribute(), fact.words());
    }

    /** Of possible readings the kindest, the first of equals. */
    static Judged best(List<Judged> readings) {
        Judged best = readings.get(0);
        for (Judged one : readings) {
            if (one.support().compareTo(best.support()) < 0) {
                best = one;
            }
        }
        return best;
    }

    /** Of parts that must all be so the harshest, the first of equals. */
    static Judged worst(List<Judged> parts) {
        Judged worst = parts.get(0);
        for (Judged one : parts) {
            if (one.support().compareTo(worst.support()) > 0) {
                worst = one;
            }
        }
        return worst;
    }
}
