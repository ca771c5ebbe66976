package dev.atelier.stage;

import java.util.StringJoiner;

/** How many rows of a stage a rule changed, flagged and rejected; one row may count for several. */
public record RuleCounts(long changed, long flagged, long rejected) {
    public static final RuleCounts NONE = new RuleCounts(0, 0, 0);

    @Override
    public String toString() {
        StringJoiner did = new StringJoiner(", ");
        add(did, "changed", changed);
        add(did, "flagged", flagged);
        add(did, "rejected", rejected);
        return did.toString();
    }

    private static void add(StringJoiner did, String what, long rows) {
        if (rows > 0) {
            did.add(what + " " + rows);
        }
    }
}
