package dev.atelier.clean;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sentences that speak to a model rather than to a buyer raise the flag {@code prompt_injection}; people decide. */
record FlagInstructions() implements CleaningRule {
    /** Ends of words. What regular expressions call one looks back over all marks of accents, and over them again. */
    private static final String START = "(?<![\\p{L}\\p{N}_])", END = "(?![\\p{L}\\p{N}_])";

    static final Pattern INSTRUCTION = Pattern.compile(
            START + "(?:(?:ignore|disregard|forget)" + END + ".{0,30}" + START + "(?:instructions?|prompts?|rules)"
                    + "|(?:you are now|act as|pretend to be)" + END + ".{0,40}" + START
                    + "(?:assistant|model|ai|system)"
                    + "|(?:system prompt|reveal your|as an ai)"
                    + "|(?:ignoriere|vergiss)" + END + ".{0,30}" + START + "(?:anweisungen|regeln)"
                    + "|ignore[zr]?" + END + ".{0,30}" + START + "(?:consignes|instructions))" + END,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** One of them stands in whatever the expression finds in ASCII. */
    private static final List<String> STEMS = List.of(
            "ignor",
            "disregard",
            "forget",
            "you are now",
            "act as",
            "pretend to be",
            "system prompt",
            "reveal your",
            "as an ai",
            "vergiss");

    @Override
    public Draft apply(Draft draft) {
        return draft.says(FlagInstructions::instructs) ? draft.flag("prompt_injection") : draft;
    }

    static boolean instructs(String text) {
        return mayInstruct(text) && INSTRUCTION.matcher(text).find();
    }

    private static boolean mayInstruct(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return !Plain.isAscii(text) || STEMS.stream().anyMatch(lower::contains);
    }
}
