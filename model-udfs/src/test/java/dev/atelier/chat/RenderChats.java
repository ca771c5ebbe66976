package dev.atelier.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders conversations for a program that compares: {@code RenderChats IN.jsonl OUT.jsonl}. Lines in: {@code
 * {"template": text, "variables": {}, "system": null or text, "user": text}}, out: the prompt, or {@code {"error": text}}.
 */
public final class RenderChats {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RenderChats() {}

    public static void main(String[] args) throws IOException {
        List<String> out = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            JsonNode chat = JSON.readTree(line);
            Object answer;
            try {
                answer = render(chat.path("template").asText(), chat.path("variables"), chat)
                        .chars();
            } catch (TemplateException e) {
                answer = Map.of("error", e.getMessage());
            }
            out.add(JSON.writeValueAsString(answer));
        }
        Files.write(Path.of(args[1]), out);
    }

    static Text render(String template, JsonNode variables, JsonNode chat) {
        Map<String, String> named = new LinkedHashMap<>();
        variables
                .fields()
                .forEachRemaining(v -> named.put(v.getKey(), v.getValue().asText()));
        String system = chat.path("system").isTextual() ? chat.path("system").asText() : null;
        return ChatTemplate.parse(template)
                .render(named, system, chat.path("user").asText());
    }
}
