package dev.atelier.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Templates of 49 published families and of the language's forms, five conversations each, against the texts of
 * transformers 5.23.0's apply_chat_template (jinja2 3.1.6) as {@code scripts/golden/compare_templates.py --write} wrote
 * them: equal; what transformers refuses, or what would hold today's date, is refused here.
 */
class PublishedTemplatesTest {
    private static final Path FOLDER = Path.of(System.getProperty("atelier.root"), "scripts/golden/chat_templates");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Conversations of one template. */
    record Family(String name, String template, JsonNode variables, List<JsonNode> chats) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Family> families() throws IOException {
        JsonNode known = JSON.readTree(Files.readString(FOLDER.resolve("families.json")));
        List<String> language = List.of(Files.readString(FOLDER.resolve("language.txt"))
                .replaceAll("\n\\z", "")
                .split("\n====\n"));
        List<Family> families = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("expected.jsonl"))) {
            JsonNode chat = JSON.readTree(line);
            String name = chat.path("family").asText();
            if (families.isEmpty() || !families.get(families.size() - 1).name().equals(name)) {
                boolean published = known.has(name);
                families.add(new Family(
                        name,
                        published
                                ? Files.readString(FOLDER.resolve(name + ".jinja"))
                                : language.get(Integer.parseInt(name.replaceAll("\\D", ""))),
                        published ? known.path(name).path("variables") : JSON.readTree("{\"bos_token\": \"<s>\"}"),
                        new ArrayList<>()));
            }
            families.get(families.size() - 1).chats().add(chat);
        }
        assertThat(families).hasSizeGreaterThan(known.size()).hasSizeGreaterThan(100);
        return families.stream();
    }

    @ParameterizedTest
    @MethodSource("families")
    void textsAreThoseOfTransformers(Family family) {
        assertThat(family.chats()).hasSize(5);
        SoftAssertions.assertSoftly(all -> family.chats().forEach(chat -> {
            if (chat.path("text").isTextual()) {
                all.assertThat(RenderChats.render(family.template(), family.variables(), chat)
                                .chars())
                        .isEqualTo(chat.path("text").asText());
            } else {
                all.assertThatThrownBy(() -> RenderChats.render(family.template(), family.variables(), chat))
                        .isInstanceOf(TemplateException.class);
            }
        }));
    }

    /** Llama 3.2 asks for the date in both conversations; Mistral Small 3 only without a system message. */
    @ParameterizedTest
    @MethodSource("families")
    void todaysDateIsRefusedWhereItWouldBeWritten(Family family) throws IOException {
        boolean dated = family.name().equals("llama3.2_dated") || family.name().equals("mistral_small_3");
        if (dated) {
            JsonNode alone = JSON.readTree("{\"user\": \"Hi\"}");
            assertThatThrownBy(() -> RenderChats.render(family.template(), family.variables(), alone))
                    .hasMessageContaining("today's date");
        }
        assertThat(family.template().contains("strftime_now(") && !family.name().startsWith("language"))
                .isEqualTo(dated);
    }
}
