package dev.atelier.clean;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sentences that speak to a model rather than to a buyer raise the flag {@code prompt_injection}; people decide. */
record FlagInstructions() implements CleaningRule {
    static final Pattern INSTRUCTION = Pattern.compile(
            "\\b(ignore|disregard|forget)\\b.{0,30}\\b(instructions?|prompts?|rules)\\b"
                    + "|\\b(you are now|act as|pretend to be)\\b.{0,40}\\b(assistant|model|ai|system)\\b"
                    + "|\\b(system prompt|reveal your|as an ai)\\b"
                    + "|\\b(ignoriere|vergiss)\\b.{0,30}\\b(anweisungen|regeln)\\b"
                    + "|\\bignore[zr]?\\b.{0,30}\\b(consignes|instructions)\\b",
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
