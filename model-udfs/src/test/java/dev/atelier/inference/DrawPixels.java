package dev.atelier.inference;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.atelier.domain.Answer;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Job;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Precision;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws what a file of JSON lines asks for, without Spark: for comparisons with diffusers and for looking. Arguments:
 * model directory, requests, output folder, then optionally {@code fp32|bf16} and the batch size. A request has prompt,
 * negativePrompt, seed, imageIndex, numImagesPerPrompt, widthPx, heightPx, numInferenceSteps, guidanceScale, noiseScheduler. Picture i is
 * written as {@code <i>.rgb}: width x height x 3 bytes.
 */
public final class DrawPixels {
    private static final JsonMapper JSON = new JsonMapper();

    private DrawPixels() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        Precision precision =
                Precision.valueOf((arguments.length > 3 ? arguments[3] : "fp32").toUpperCase(Locale.ROOT));
        int batch = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 4;
        List<Job<DrawPicture>> requests = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            requests.add(job(requests.size(), JSON.readTree(line)));
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long start = System.nanoTime();
        try (DiffusionModel model =
                DiffusionModel.load(ModelDirectory.open(Path.of(arguments[0])), precision, Device.cpu())) {
            out.printf(Locale.ROOT, "{\"loadSeconds\":%.3f}%n", (System.nanoTime() - start) / 1e9);
            for (int first = 0; first < requests.size(); first += batch) {
                long drawing = System.nanoTime();
                List<Job<DrawPicture>> some = requests.subList(first, Math.min(first + batch, requests.size()));
                List<GeneratedImage> images =
                        model.answer(some).stream().map(Answer::orThrow).toList();
                double seconds = (System.nanoTime() - drawing) / 1e9;
                for (int i = 0; i < images.size(); i++) {
                    Files.write(
                            folder.resolve((first + i) + ".rgb"),
                            images.get(i).pixels().rgb());
                    out.println(line(first + i, images.get(i), seconds / images.size()));
                }
            }
        }
    }

    private static String line(int number, GeneratedImage image, double seconds) {
        return JSON.createObjectNode()
                .put("picture", number)
                .put("widthPx", image.pixels().widthPx())
                .put("heightPx", image.pixels().heightPx())
                .put("promptTokens", image.promptTokens())
                .put("truncatedPrompt", image.truncatedPrompt())
                .put("seconds", seconds)
                .toString();
    }

    private static Job<DrawPicture> job(int number, JsonNode json) {
        ImageParameters image = new ImageParameters(
                json.path("widthPx").asInt(64),
                json.path("heightPx").asInt(64),
                json.path("numInferenceSteps").asInt(20),
                json.path("guidanceScale").asDouble(7.5),
                NoiseSchedulerKind.valueOf(
                        json.path("noiseScheduler").asText("ddim").toUpperCase(Locale.ROOT)),
                json.path("imageIndex").asInt(0),
                json.path("numImagesPerPrompt").asInt(1),
                1,
                0);
        return new Job<>(
                "request-" + number,
                new DrawPicture(
                        json.path("prompt").asText(),
                        json.path("negativePrompt").asText(""),
                        image),
                json.path("seed").asLong(0));
    }
}
