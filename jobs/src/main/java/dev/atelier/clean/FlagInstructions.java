package dev.atelier.clean;

import java.util.List;
import java.util.regex.Pattern;

/** Sentences that speak to a model rather than to a buyer raise the flag {@code prompt_injection}; people decide. */
record FlagInstructions() implements CleaningRule {
    /** Ends of words. What regular expressions call one looks back over all marks of accents, and over them again. */
    private static final String START = "(?<![\\p{L}\\p{N}_])", END = "(?![\\p{L}\\p{N}_])";

    /** Of a {@link Folded} copy. */
    static final Pattern INSTRUCTION = Pattern.compile("(?:" + START + "(?:(?:ignore|disregard|forget|override|bypass)"
            + END
            + ".{0,40}" + START + "(?:instructions?|prompts?|rules|guidelines)"
            + "|(?:you are now|act as|pretend to be)" + END + ".{0,40}" + START + "(?:assistant|model|ai|system)"
            + "|(?:system prompt|reveal your (?:system|hidden|initial|prompt|instructions?)|as an ai (?:language )?(?:model|assistant)|do anything now|new instructions? ?:)"
            + "|(?:ignoriere?|vergiss)" + END + ".{0,40}" + START + "(?:anweisungen|regeln|vorgaben)"
            + "|(?:ignore[zr]?|oublie[zr]?)" + END + ".{0,40}" + START + "(?:consignes|instructions|regles)"
            + "|(?:ignora|ignore|olvida)" + END + ".{0,40}" + START
            + "(?:instrucciones|reglas|istruzioni|regole|instrucoes)"
            + "|negeer" + END + ".{0,40}" + START + "(?:instructies|regels)"
            + "|(?:zignoruj|ignoruj)" + END + ".{0,40}" + START
            + "(?:instrukcje|polecenia|zasady))" + END + "|### ?(?:instruction|response) ?:)");

    /** One of them stands in whatever the expression finds. */
    private static final List<String> STEMS = List.of(
            "ignor",
            "disregard",
            "forget",
            "override",
            "bypass",
            "you are now",
            "act as",
            "pretend to be",
            "system prompt",
            "reveal your",
            "as an ai",
            "do anything now",
            "new instruction",
            "###",
            "vergiss",
            "oublie",
            "olvida",
            "negeer");

    @Override
    public Draft apply(Draft draft) {
        return draft.says(FlagInstructions::instructs) ? draft.flag("prompt_injection") : draft;
    }

    static boolean instructs(String text) {
        String copy = Folded.of(text).copy().toString();
        return STEMS.stream().anyMatch(copy::contains)
                && INSTRUCTION.matcher(copy).find();
    }
}
