package dev.atelier.clean;

import java.util.regex.Pattern;

/**
 * Marks by which chat models tell roles apart have no place in a product's data: they would let a row speak as the
 * system. Flag {@code prompt_injection}; the row is rejected, or kept without them.
 */
record NeutraliseRoleMarkers(RoleMarkers action) implements CleaningRule {
    /** ChatML and Llama 3 (&lt;|...|>), Llama 2 ([INST], &lt;&lt;SYS>>), Gemma (&lt;start_of_turn>). */
    private static final Pattern MARKER = Pattern.compile(
            "\\s{0,9}+(?:<\\s*+\\|[^|<>]{0,40}\\|\\s*>|\\[/?\\s*INST\\s*\\]|<<\\s*/?\\s*SYS\\s*>>|<(start|end)_of_turn>)\\s*",
            Pattern.CASE_INSENSITIVE);

    @Override
    public Draft apply(Draft draft) {
        if (!draft.says(text -> text.indexOf('<') >= 0 || text.indexOf('[') >= 0)) {
            return draft;
        }
        var found = MARKER.matcher(draft.everything());
        if (!found.find()) {
            return draft;
        }
        Draft flagged =
                draft.map(text -> MARKER.matcher(text).replaceAll(" ").strip()).flag("prompt_injection");
        return action == RoleMarkers.NEUTRALISE
                ? flagged
                : flagged.reject(
                        "prompt_injection",
                        "it holds the role marker " + found.group().strip()
                                + " (take it out of the source, or set clean.promptInjection = neutralise)");
    }
}
