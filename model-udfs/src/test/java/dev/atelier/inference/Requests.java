package dev.atelier.inference;

import dev.atelier.domain.Answer;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.Job;
import dev.atelier.domain.Precision;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import java.util.List;

/** Text jobs for tests, and answers that must be there. */
final class Requests {
    private Requests() {}

    static Job<WriteText> greedy(String id, String system, String prompt, int maxNewTokens, String... stop) {
        return job(id, system, prompt, TextParameters.greedy(maxNewTokens, stop), 0);
    }

    static Job<WriteText> sampled(String id, String prompt, int maxNewTokens, long seed) {
        return job(id, null, prompt, new TextParameters(maxNewTokens, 1.0, 50, 0.95, 0.0, 1.0, List.of()), seed);
    }

    static List<Completion> complete(LanguageModel model, List<Job<WriteText>> jobs) {
        return model.complete(jobs).stream().map(Answer::orThrow).toList();
    }

    static List<GeneratedText> generate(LanguageModel model, List<Job<WriteText>> jobs) {
        return model.answer(jobs).stream().map(Answer::orThrow).toList();
    }

    static List<Completion> run(LanguageModel model, List<DecodeRow> rows) {
        model.run(rows);
        return rows.stream().map(DecodeRow::completion).toList();
    }

    private static Job<WriteText> job(String id, String system, String prompt, TextParameters how, long seed) {
        return new Job<>(id, new WriteText(system, prompt, how), seed);
    }

    /** Those that models run in on this CPU; the other is refused by name. */
    static List<Precision> precisions() {
        return Cpu.multipliesBf16() ? List.of(Precision.values()) : List.of(Precision.FP32);
    }
}
