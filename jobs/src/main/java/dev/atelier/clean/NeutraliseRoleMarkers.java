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
    /** Brackets as they are drawn in quotations too: only what stands between them, and between bars, makes a marker of them. */
    private static final String OPEN = "[<‹〈《⟨]", CLOSE = "[>›〉》⟩]";

    private static final Pattern MARKER = Pattern.compile("\\s{0,9}+(?:"
            // ChatML, Llama 3, Phi, DeepSeek, Command: <|...|>
            + OPEN + "\\s*+\\|(?=[^|<>]{0,40}[a-z_]{3})[a-z0-9_ .:/-]{1,60}\\|\\s*+" + CLOSE
            // Llama 2, Mistral
            + "|<<\\s*+/?\\s*+sys\\s*+>>"
            + "|\\[\\s*+/?\\s*+(?:inst|system_prompt|available_tools|tool_calls|tool_results?|tool_content|call_id)\\s*+]"
            // Gemma, T5, Qwen
            + "|<\\s*+/?\\s*+(?:start_of_turn|end_of_turn|start_of_image|tool_call|tool_response|think|extra_id_\\d{1,3})\\s*+>"
            + ")\\s*+");

    private static final String LINE = "(?:^|[\\n\\r\\f\\x0b]|<(?:br|p|div|li) {0,2}/?>)[ \\t>*]{0,9}+";

    /** Anthropic's turns, Alpaca's and Orca's headings. One alone is a word with a colon, as in {@code ### System: Linux}. */
    private static final Pattern ASKS = Pattern.compile(LINE + "human[ \\t]{0,3}+:"),
            ANSWERS = Pattern.compile(LINE + "assistant[ \\t]{0,3}+:"),
            HEADED_ASKS = Pattern.compile("###\\s{0,3}+(?:instructions?|system|human|user)\\s{0,3}+:"),
            HEADED_ANSWERS = Pattern.compile("###\\s{0,3}+(?:response|assistant)\\s{0,3}+:");

    /** Unwrapped from one marker inside another more often than this, a text is no product's. */
    private static final int MOST_PASSES = 4;

    @Override
    public Draft apply(Draft draft) {
        if (!draft.says(text -> foundIn(text).isPresent())) {
            return draft;
        }
        String found = draft.firstOf(NeutraliseRoleMarkers::foundIn);
        Draft flagged = draft.flag("prompt_injection");
        Draft without = action == RoleMarkers.NEUTRALISE ? flagged.mapAll(NeutraliseRoleMarkers::without) : flagged;
        return action == RoleMarkers.NEUTRALISE
                        && !without.says(text -> foundIn(text).isPresent())
                ? without
                : flagged.reject(
                        "prompt_injection",
                        "it holds the role marker " + found
                                + " (take it out of the source, or set clean.promptInjection = neutralise)");
    }

    /** The first marker as it is written, in a text or in what is left of it without escapes. */
    static Optional<String> foundIn(String text) {
        Optional<String> found = foundAsItStands(text);
        return found.isPresent() || !mayBeEscaped(text) ? found : foundAsItStands(Unescaped.of(text));
    }

    private static Optional<String> foundAsItStands(String text) {
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

    /** Without one, two others may meet and be one. */
    private static String without(String text) {
        String rest = text;
        for (int pass = 0; pass < MOST_PASSES && foundIn(rest).isPresent(); pass++) {
            rest = foundAsItStands(rest).isPresent() ? rest : Unescaped.of(rest);
            for (Pattern pattern : patterns(Folded.of(rest)).toList()) {
                rest = Folded.of(rest).without(pattern).strip();
            }
        }
        return rest;
    }

    private static Stream<Pattern> patterns(Folded folded) {
        return Stream.of(Stream.of(MARKER), both(folded, ASKS, ANSWERS), both(folded, HEADED_ASKS, HEADED_ANSWERS))
                .flatMap(patterns -> patterns);
    }

    private static Stream<Pattern> both(Folded folded, Pattern asks, Pattern answers) {
        boolean turns = asks.matcher(folded.copy()).find()
                && answers.matcher(folded.copy()).find();
        return turns ? Stream.of(asks, answers) : Stream.empty();
    }

    private static boolean mayBeEscaped(String text) {
        return text.indexOf('&') >= 0 || text.indexOf('%') >= 0;
    }

    private static boolean mayHold(String text) {
        return text.indexOf('<') >= 0
                || text.indexOf('[') >= 0
                || text.indexOf('#') >= 0
                || text.indexOf(':') >= 0
                || !Plain.isAscii(text);
    }
}
