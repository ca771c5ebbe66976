package dev.atelier.inference;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Precision;
import dev.atelier.domain.TextLikelihood.Likelihood;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How likely texts are, for a program that compares: {@code ReadTexts MODEL IN.jsonl OUT.jsonl}; a line is {@code {"text": ...}}. */
public final class ReadTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReadTexts() {}

    public static void main(String[] args) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            texts.add(JSON.readTree(line).path("text").asText());
        }
        List<String> out = new ArrayList<>();
        try (LanguageModel model =
                LanguageModel.load(ModelDirectory.open(Path.of(args[0])), Precision.FP32, Device.cpu())) {
            long start = System.nanoTime();
            for (Answer<Likelihood> answer : model.likelihoods(texts)) {
                out.add(JSON.writeValueAsString(answer.orThrow()));
            }
            System.out.printf("%d texts, %.2f s%n", out.size(), (System.nanoTime() - start) / 1e9);
        }
        Files.write(Path.of(args[2]), out);
    }
}
