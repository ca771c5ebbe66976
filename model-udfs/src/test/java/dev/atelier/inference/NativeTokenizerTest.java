package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.domain.RowFailure;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.CharsMapBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands between a tokenizer.json and this process. */
class NativeTokenizerTest {
    private static final Path FILE = Path.of("m/tokenizer.json");
    private static final String SPLIT =
            "{'type': 'Split', 'pattern': {'Regex': '[ab]+c'}, 'behavior': 'Isolated', 'invert': false}";

    private static ObjectNode tokenizer(String section, String part) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode json = (ObjectNode)
                    mapper.readTree(
                            """
                            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
                             "normalizer": null, "pre_tokenizer": null, "post_processor": null, "decoder": null,
                             "model": {"type": "BPE", "dropout": null, "unk_token": "?", "fuse_unk": false,
                               "byte_fallback": false, "continuing_subword_prefix": null, "end_of_word_suffix": null,
                               "vocab": {"a": 0, "b": 1, "aa": 2, "?": 3, "杯": 4}, "merges": ["a a"]}}
                            """);
            json.set(section, mapper.readTree(part.replace('\'', '"')));
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(part, e);
        }
    }

    private static NativeTokenizer open(ObjectNode json) {
        return NativeTokenizer.open(FILE, json.toString());
    }

    /** Broken parts that {@link dev.atelier.weights.TokenizerCheck} refuses too: here it is left out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '"',
            value = {
                "normalizer ! {'type': 'Precompiled', 'precompiled_charsmap': ''} ! died with exit code",
                "decoder ! {'type': 'Strip', 'content': 'a', 'start': 0, 'stop': 3} ! died with exit code",
                "pre_tokenizer ! {'type': 'Split', 'pattern': {'Regex': '(?:a|a)+c'}, 'behavior': 'Isolated', 'invert': false} ! died with exit code",
                "model ! {'type': 'WordLevel', 'vocab': {'a': 0}, 'unk_token': 'x'} ! Missing [UNK] token"
            })
    void aTokenizerThatAbortsDoesSoInAnotherProcess(String section, String part, String fault) {
        ObjectNode json = tokenizer(section, part);
        assertThatThrownBy(() -> TokenizerProbe.require(FILE, json, json))
                .isInstanceOf(BadModelException.class)
                .hasMessageStartingWith("Bad model m/tokenizer.json: tokenizer: ")
                .hasMessageContaining(fault)
                .hasMessageNotContaining("\n");
        assertThat(TokenizerProbe.note(json)).doesNotExist();
    }

    @Test
    void oneThatGrowsIsStopped() {
        String twice = "{'type': 'Replace', 'pattern': {'String': 'a'}, 'content': 'aa'}";
        ObjectNode json = tokenizer(
                "normalizer",
                "{'type': 'Sequence', 'normalizers': [" + String.join(", ", Collections.nCopies(40, twice)) + "]}");
        assertThatThrownBy(() -> TokenizerProbe.require(FILE, json, json))
                .isInstanceOf(BadModelException.class)
                .hasMessageMatching(".*(takes more than \\d+ MiB|takes longer than \\d+ s|exit code).*");
    }

    @Test
    void whatNoCheckOfTheFileSeesIsSeenThere() {
        ObjectNode json = tokenizer("normalizer", "{'type': 'StripAccents'}");
        json.withArray("added_tokens")
                .addObject()
                .put("id", 5)
                .put("content", "\u0301")
                .put("normalized", true)
                .put("special", false)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false);
        assertThatThrownBy(() -> open(json))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("died with exit code");
    }

    @Test
    void anUnknownOneIsTriedOnceAndRemembered() throws IOException {
        ObjectNode json = tokenizer("pre_tokenizer", SPLIT);
        Path note = TokenizerProbe.note(json);
        Files.deleteIfExists(note);
        open(json).close();
        assertThat(note).exists();
        FileTime first = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(note, first);
        open(json).close();
        assertThat(Files.getLastModifiedTime(note)).isEqualTo(first);
        assertThat(TokenizerProbe.note(tokenizer("pre_tokenizer", SPLIT.replace("ab", "ac"))))
                .isNotEqualTo(note);
    }

    @Test
    void aWholeCharsMapIsUsed() {
        String part = "{'type': 'Precompiled', 'precompiled_charsmap': '" + new CharsMapBytes().base64() + "'}";
        try (NativeTokenizer tokenizer = open(tokenizer("normalizer", part))) {
            assertThat(tokenizer.encode("ab", false).getIds()).containsExactly(4, 1);
        }
    }

    @Test
    void truncationAndPaddingOfTheFileCountNothing() {
        ObjectNode json =
                tokenizer("truncation", "{'direction': 'Right', 'max_length': 2, 'strategy': 'x', 'stride': 9}");
        json.putObject("padding").put("strategy", "nonsense");
        try (NativeTokenizer tokenizer = open(json)) {
            assertThat(tokenizer.encode("abab", false).getIds()).containsExactly(0, 1, 0, 1);
        }
    }

    @Test
    void aTextThatWouldTakeLongFailsItsRow() {
        try (NativeTokenizer tokenizer = open(tokenizer("pre_tokenizer", SPLIT))) {
            assertThat(tokenizer.encode("ab".repeat(1_000), false).getIds()).hasSize(2_000);
            assertThatThrownBy(() -> tokenizer.encode("a".repeat(50_001), false))
                    .isInstanceOf(RowFailure.class)
                    .hasMessage("The text has 50001 characters (the tokenizer takes at most 50000; shorten the"
                            + " template or the item's text)")
                    .extracting(e -> ((RowFailure) e).reason())
                    .isEqualTo("prompt_too_long");
        }
    }
}
