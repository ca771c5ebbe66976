package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.text.TextMetrics;
import java.util.Set;

/**
 * How much of a text is its prompt again: {@code prompt_echo} ({@link TextMetrics#promptEcho}), and how many different words of
 * the instruction itself: {@code instruction_words} ({@link TextMetrics#instructionWords}).
 */
final class PromptEcho implements Scorer.OfText {
    @Override
    public String version() {
        return "prompt_echo/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("prompt_echo", "instruction_words");
    }

    @Override
    public Found score(String text, Subject row) {
        return Found.of(
                new Measure("prompt_echo", TextMetrics.promptEcho(text, row.prompt())),
                Found.count(
                        "instruction_words",
                        TextMetrics.instructionWords(text, row.prompt(), Relevance.text(row.item()))));
    }
}
