package dev.atelier.clean;

import dev.atelier.rows.Effect;
import dev.atelier.rows.Effect.Kind;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What rules did with a row, noted between one draft and the next.
 *
 * @param trace null where only rule and kind are wanted
 */
record Effects(Trace trace, List<Effect> noted) {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    Effects(Trace trace) {
        this(trace, new ArrayList<>());
    }

    void note(CleaningRule rule, Draft before, Draft after) {
        if (before.equals(after)) {
            return;
        }
        Draft filled = before.map(text -> text); // that a blank text is none is no work of a rule
        if (!filled.texts().equals(after.texts())) {
            changed(rule, filled, after).forEach(this::add);
        }
        after.flags().stream()
                .filter(flag -> !before.flags().contains(flag))
                .forEach(flag -> note(rule, Kind.FLAGGED, flag));
        if (after.rejection() != null) {
            note(rule, Kind.REJECTED, after.rejection().reason());
        }
    }

    private List<Effect> changed(CleaningRule rule, Draft before, Draft after) {
        List<Effect> bare = List.of(Effect.of(rule.word(), Kind.CHANGED));
        try {
            return trace == null ? bare : trace.of(rule, before.texts(), after.texts());
        } catch (RuntimeException | StackOverflowError e) { // of a rule that looks for what may be told
            LOG.warn(
                    "No trace of rule {} on row {}", rule.word(), before.texts().rowId(), e);
            return bare;
        }
    }

    private void note(CleaningRule rule, Kind kind, String word) {
        add(new Effect(rule.word(), kind, null, null, trace == null ? null : word));
    }

    /** A rule that stands in the list several times is counted once a row. */
    private void add(Effect effect) {
        if (trace != null || !noted.contains(effect)) {
            noted.add(effect);
        }
    }
}
