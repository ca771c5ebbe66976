package dev.atelier.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.RowFailure;
import dev.atelier.networks.DecoderNetwork;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Encodes conversations for a program that compares: {@code EncodeChats IN.jsonl OUT.jsonl}. Lines in: {@code {"model":
 * path, "system": null or text, "user": text}}, out: the prompt's ids, or {@code {"error": text}}.
 */
public final class EncodeChats {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EncodeChats() {}

    public static void main(String[] args) throws IOException {
        List<String> out = new ArrayList<>();
        String loaded = "";
        ChatTokenizer tokenizer = null;
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            JsonNode chat = JSON.readTree(line);
            Object answer;
            try {
                if (!chat.path("model").asText().equals(loaded)) {
                    loaded = "";
                    ModelDirectory model =
                            ModelDirectory.open(Path.of(chat.path("model").asText()));
                    tokenizer = ChatTokenizer.load(model, DecoderNetwork.of(model));
                    loaded = chat.path("model").asText();
                }
                String system =
                        chat.path("system").isTextual() ? chat.path("system").asText() : null;
                answer = tokenizer.encode(system, chat.path("user").asText());
            } catch (RowFailure | BadModelException e) {
                answer = Map.of("error", e.getMessage());
            }
            out.add(JSON.writeValueAsString(answer));
        }
        Files.write(Path.of(args[1]), out);
    }
}
