package dev.atelier.inference;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.Job;
import dev.atelier.domain.Precision;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Answers prompts for a program that compares: {@code GenerateTokens MODEL PRECISION BATCH IN.jsonl OUT.jsonl}. Lines in:
 * {@code {"system": null or text, "prompt": text, "max_new_tokens": n}}, out: {@code {"prompt_ids": [], "ids": [],
 * "text": text, "finish_reason": word, "mean_logprob": x}}; greedy.
 */
public final class GenerateTokens {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GenerateTokens() {}

    public static void main(String[] args) throws IOException {
        List<Job<WriteText>> requests = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[3]))) {
            requests.add(job(JSON.readTree(line), requests.size()));
        }
        int batch = Integer.parseInt(args[2]);
        long tokens = 0;
        List<String> out = new ArrayList<>();
        try (LanguageModel model = LanguageModel.load(
                ModelDirectory.open(Path.of(args[0])),
                Precision.valueOf(args[1].toUpperCase(Locale.ROOT)),
                Device.cpu())) {
            long start = System.nanoTime();
            for (int from = 0; from < requests.size(); from += batch) {
                List<Job<WriteText>> part = requests.subList(from, Math.min(from + batch, requests.size()));
                for (Completion c : Requests.complete(model, part)) {
                    tokens += c.tokens().length;
                    out.add(JSON.writeValueAsString(Map.of(
                            "prompt_ids",
                            c.prompt(),
                            "ids",
                            c.tokens(),
                            "text",
                            c.text(),
                            "finish_reason",
                            c.finishReason(),
                            "mean_logprob",
                            c.meanLogprob())));
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%d answers, %d tokens, %.2f s, %.1f tok/s%n", out.size(), tokens, seconds, tokens / seconds);
        }
        Files.write(Path.of(args[4]), out);
    }

    private static Job<WriteText> job(JsonNode line, int index) {
        String system = line.path("system").isTextual() ? line.path("system").asText() : null;
        int maxNewTokens = line.path("max_new_tokens").asInt(64);
        TextParameters greedy = TextParameters.greedy(maxNewTokens);
        return new Job<>(
                "row-" + index, new WriteText(system, line.path("prompt").asText(), greedy), 0);
    }
}
