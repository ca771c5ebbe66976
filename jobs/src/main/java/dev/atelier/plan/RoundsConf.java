package dev.atelier.plan;

import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code plan.rounds}: trying again where nothing was good enough. An item's field of which the policy selects no
 * candidate is asked for again, with further seeds, until one passes or the rounds are over.
 *
 * @param most rounds in all, 1 to 10; default 1: nothing is asked for again
 * @param fields that are asked for again; default all
 * @param escalate what round 2 changes, what round 3 changes ...; the last of them holds for all further ones. Default
 *     nothing but the seeds
 */
public record RoundsConf(Integer most, List<String> fields, List<Escalation> escalate) implements Serializable {
    private static final int MOST = 10;

    /** One round and no other. */
    static final RoundsConf ONE = new RoundsConf(1, null, null);

    public RoundsConf {
        most = most == null ? 1 : most;
        Require.within(most, 1, MOST, "plan.rounds.most");
        fields = Require.list(fields);
        escalate = Require.list(escalate);
        Require.that(
                escalate.size() < most,
                "plan.rounds.escalate",
                escalate.size() + " entries",
                "must be fewer than the rounds, most = " + most + ": the first round changes nothing");
    }

    /** How many rounds a field has at most. */
    int of(String field) {
        return fields.isEmpty() || fields.contains(field) ? most : 1;
    }

    /** What the round changes; empty for nothing. */
    Optional<Escalation> in(int round) {
        return round == 1 || escalate.isEmpty()
                ? Optional.empty()
                : Optional.of(escalate.get(Math.min(round - 2, escalate.size() - 1)));
    }
}
