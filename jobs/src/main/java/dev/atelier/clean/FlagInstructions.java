package dev.atelier.clean;

import java.util.regex.Pattern;

/** Sentences that speak to a model rather than to a buyer raise the flag {@code prompt_injection}; people decide. */
record FlagInstructions() implements CleaningRule {
    private static final Pattern INSTRUCTION = Pattern.compile(
            "\\b(ignore|disregard|forget)\\b.{0,30}\\b(instructions?|prompts?|rules)\\b"
                    + "|\\b(you are now|act as|pretend to be)\\b.{0,40}\\b(assistant|model|ai|system)\\b"
                    + "|\\b(system prompt|reveal your|as an ai)\\b"
                    + "|\\b(ignoriere|vergiss)\\b.{0,30}\\b(anweisungen|regeln)\\b"
                    + "|\\bignore[zr]?\\b.{0,30}\\b(consignes|instructions)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @Override
    public Draft apply(Draft draft) {
        return INSTRUCTION.matcher(draft.everything()).find() ? draft.flag("prompt_injection") : draft;
    }
}
