package dev.atelier.clean;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Marks by which chat models tell roles apart have no place in a product's data: they would let a row speak as the
 * system. They are looked for in a {@link Folded} copy. Flag {@code prompt_injection}; the row is rejected, or kept without
 * them.
 */
record NeutraliseRoleMarkers(RoleMarkers action) implements CleaningRule {
    private static final Pattern MARKER = Pattern.compile("\\s{0,9}+(?:"
            // ChatML, Llama 3, Phi, DeepSeek, Command: <|...|>
            + "<\\s*+\\|[^|<>]{0,60}\\|\\s*+>"
            // Llama 2, Mistral
            + "|<<\\s*+/?\\s*+sys\\s*+>>"
            + "|\\[\\s*+/?\\s*+(?:inst|system_prompt|available_tools|tool_calls|tool_results?|tool_content|call_id)\\s*+]"
            // Gemma, T5, Qwen
            + "|<\\s*+/?\\s*+(?:start_of_turn|end_of_turn|start_of_image|bos|eos|unk|pad|tool_call|tool_response|think"
            + "|system|assistant|extra_id_\\d{1,3})\\s*+>"
            // Alpaca, Orca
            + "|###\\s{0,3}+(?:instructions?|response|system|human|user|assistant)\\s{0,3}+:"
            + ")\\s*+");

    /** Anthropic's and Vicuna's turns: one alone is a word with a colon, as in {@code System: Linux}. */
    private static final Pattern ASKS = turn("(?:human|user)"), ANSWERS = turn("assistant");

    private static Pattern turn(String who) {
        return Pattern.compile("(?:^|[\\n\\r])[ \\t]{0,9}+(?:\\*\\*)?" + who + "[ \\t]{0,3}+:");
    }

    @Override
    public Draft apply(Draft draft) {
        if (!draft.says(text -> foundIn(text).isPresent())) {
            return draft;
        }
        Draft flagged = draft.map(NeutraliseRoleMarkers::without).flag("prompt_injection");
        return action == RoleMarkers.NEUTRALISE
                ? flagged
                : flagged.reject(
                        "prompt_injection",
                        "it holds the role marker " + draft.firstOf(NeutraliseRoleMarkers::foundIn)
                                + " (take it out of the source, or set clean.promptInjection = neutralise)");
    }

    /** The first marker as it is written. */
    static Optional<String> foundIn(String text) {
        if (!mayHold(text)) {
            return Optional.empty();
        }
        Folded folded = Folded.of(text);
        return patterns(folded)
                .map(pattern -> pattern.matcher(folded.copy()))
                .filter(Matcher::find)
                .map(found -> folded.behind(found).strip())
                .findFirst();
    }

    private static String without(String text) {
        String rest = text;
        while (foundIn(rest).isPresent()) { // without one, two others may meet and be one
            for (Pattern pattern : patterns(Folded.of(rest)).toList()) {
                rest = Folded.of(rest).without(pattern).strip();
            }
        }
        return rest;
    }

    private static Stream<Pattern> patterns(Folded folded) {
        boolean turns = ASKS.matcher(folded.copy()).find()
                && ANSWERS.matcher(folded.copy()).find();
        return turns ? Stream.of(MARKER, ASKS, ANSWERS) : Stream.of(MARKER);
    }

    private static boolean mayHold(String text) {
        return text.indexOf('<') >= 0
                || text.indexOf('[') >= 0
                || text.indexOf('#') >= 0
                || text.indexOf(':') >= 0
                || !Plain.isAscii(text);
    }
}
