package dev.atelier.inference;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.atelier.domain.PictureReader;
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
 * Vectors of a file of JSON lines by CLIP or a model of sentence embeddings, what open_nsfw says of pictures or PP-OCR reads in them, without
 * Spark: for comparisons with the reference implementations. Arguments: model directory, lines, then optionally {@code fp32|bf16}. A line has either {@code
 * text} or, for those of pictures, {@code rgb} (file of raw bytes), widthPx and heightPx. Prints one JSON array of numbers a line.
 */
public final class EmbedVectors {
    private static final JsonMapper JSON = new JsonMapper();

    private EmbedVectors() {}

    public static void main(String[] arguments) throws IOException {
        Precision precision =
                Precision.valueOf((arguments.length > 2 ? arguments[2] : "fp32").toUpperCase(Locale.ROOT));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ModelDirectory directory = ModelDirectory.open(Path.of(arguments[0]));
        List<String> lines = Files.readAllLines(Path.of(arguments[1]));
        if (directory.kind() == ModelDirectory.Kind.SENTENCES) {
            try (SentenceModel sentences = SentenceModel.load(directory)) {
                for (String line : lines) {
                    String text = JSON.readTree(line).get("text").asText();
                    out.println(JSON.writeValueAsString(
                            sentences.embedTexts(List.of(text)).get(0)));
                }
            }
            return;
        }
        if (directory.kind() == ModelDirectory.Kind.OCR) {
            try (OcrModel ocr = OcrModel.load(directory)) {
                for (String line : lines) {
                    List<PictureReader.Line> read =
                            ocr.read(List.of(pixels(JSON.readTree(line)))).get(0);
                    out.println(JSON.writeValueAsString(
                            read.stream().map(PictureReader.Line::text).toList()));
                }
            }
            return;
        }
        if (directory.kind() == ModelDirectory.Kind.NSFW) {
            try (NsfwModel nsfw = NsfwModel.load(directory, precision, Device.cpu())) {
                for (String line : lines) {
                    out.println(JSON.writeValueAsString(nsfw.notSafe(List.of(pixels(JSON.readTree(line))))));
                }
            }
            return;
        }
        try (ClipModel clip = ClipModel.load(directory, precision, Device.cpu())) {
            for (String line : lines) {
                JsonNode json = JSON.readTree(line);
                List<float[]> vectors = json.has("text")
                        ? clip.embedTexts(List.of(json.get("text").asText()))
                        : clip.embedImages(List.of(pixels(json)));
                out.println(JSON.writeValueAsString(vectors.get(0)));
            }
        }
    }

    private static Pixels pixels(JsonNode json) throws IOException {
        return new Pixels(
                json.get("widthPx").asInt(),
                json.get("heightPx").asInt(),
                Files.readAllBytes(Path.of(json.get("rgb").asText())));
    }
}
