package dev.atelier.inference;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * CLIP vectors of a file of JSON lines, without Spark: for comparisons with transformers. Arguments: model directory,
 * lines, then optionally {@code fp32|bf16}. A line has either {@code text} or {@code rgb} (file of raw bytes), widthPx and
 * heightPx. Prints one JSON array of numbers a line.
 */
public final class EmbedVectors {
    private static final JsonMapper JSON = new JsonMapper();

    private EmbedVectors() {}

    public static void main(String[] arguments) throws IOException {
        Precision precision =
                Precision.valueOf((arguments.length > 2 ? arguments[2] : "fp32").toUpperCase(Locale.ROOT));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (ClipModel clip = ClipModel.load(ModelDirectory.open(Path.of(arguments[0])), precision, Device.cpu())) {
            for (String line : Files.readAllLines(Path.of(arguments[1]))) {
                JsonNode json = JSON.readTree(line);
                List<float[]> vectors = json.has("text")
                        ? clip.embedTexts(List.of(json.get("text").asText()))
                        : clip.embedImages(List.of(new Pixels(
                                json.get("widthPx").asInt(),
                                json.get("heightPx").asInt(),
                                Files.readAllBytes(Path.of(json.get("rgb").asText())))));
                out.println(JSON.writeValueAsString(vectors.get(0)));
            }
        }
    }
}
