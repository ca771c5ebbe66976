package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import dev.atelier.domain.Precision;
import dev.atelier.domain.VendorSettings;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What generation_config.json asks for is obeyed and told. */
class VendorSettingsTest {
    private Path root;

    @BeforeEach
    void write(@TempDir Path folder) throws IOException {
        root = TinyLlama.write(folder.resolve("model"), "llama", "2");
    }

    private int[] answer() {
        try (LanguageModel model = LanguageModel.load(ModelDirectory.open(root), Precision.FP32, Device.cpu())) {
            return Requests.complete(model, List.of(Requests.greedy("a", null, "Write a slogan.", 24)))
                    .get(0)
                    .tokens();
        }
    }

    private VendorSettings settings(String json) throws IOException {
        Files.writeString(root.resolve("generation_config.json"), json);
        return Models.settings(ModelDirectory.open(root));
    }

    @Test
    void suppressedTokensAreNeverPicked() throws IOException {
        int[] before = answer();
        int[] unwanted = Arrays.stream(before).distinct().limit(3).toArray();
        settings("{\"suppress_tokens\": " + Arrays.toString(unwanted) + "}");
        int[] after = answer();
        assertThat(after).hasSizeGreaterThan(1);
        assertThat(IntStream.of(after).filter(id -> IntStream.of(unwanted).anyMatch(u -> u == id)))
                .isEmpty();
    }

    @Test
    void eachOfSeveralEndTokensEndsAnAnswer() throws IOException {
        int[] before = answer();
        settings("{\"eos_token_id\": [2, " + before[5] + "]}");
        int[] after = answer();
        int first = IntStream.range(0, before.length)
                .filter(i -> before[i] == before[5])
                .findFirst()
                .orElseThrow();
        assertThat(after).isEqualTo(Arrays.copyOf(before, first + 1));
    }

    @Test
    void whatIsObeyedIsTold() throws IOException {
        assertThat(settings("{\"repetition_penalty\": 1.05, \"suppress_tokens\": [9, 5, 5, -1, 99999], "
                        + "\"eos_token_id\": [2, 0], \"bad_words_ids\": null, \"num_beams\": 1, \"temperature\": 0.7, "
                        + "\"do_sample\": true, \"max_length\": 20, \"unsloth_x\": 1}"))
                .isEqualTo(new VendorSettings(1.05, List.of(5, 9), List.of(0, 2)));
        assertThat(settings("{}")).isEqualTo(new VendorSettings(1, List.of(), List.of(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "1.0"})
    void noPenalty(String value) throws IOException {
        assertThat(settings("{\"repetition_penalty\": " + value + "}").repetitionPenalty())
                .isEqualTo(1);
    }
}
