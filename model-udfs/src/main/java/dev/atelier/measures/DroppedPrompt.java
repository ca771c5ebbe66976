package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.text.Words;
import java.util.List;
import java.util.Set;

/** Words of a picture's prompt that the text encoder never saw: {@code dropped_prompt_words}. */
final class DroppedPrompt implements Scorer {
    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public String version() {
        return "dropped_prompt/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("dropped_prompt_words");
    }

    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        return rows.stream()
                .map(row -> Answer.done(found(row.artifact().truncatedPrompt())))
                .toList();
    }

    private static Found found(String dropped) {
        int words = dropped == null ? 0 : Words.of(dropped).size();
        return Found.of(
                List.of(new Measure("dropped_prompt_words", words)),
                words > 0 ? List.of("prompt_truncated") : List.of());
    }
}
