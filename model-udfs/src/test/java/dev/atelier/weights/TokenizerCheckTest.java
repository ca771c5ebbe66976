package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refused tokenizer aborts, stalls or fills the process, or gives ids that are none, with tokenizers 0.21.4. */
class TokenizerCheckTest {
    private static final String TWICE = "{'type': 'Replace', 'pattern': {'String': 'a'}, 'content': 'aa'}";
    private static final String UNIGRAM =
            "{'type': 'Unigram', 'unk_id': 0, 'vocab': [['<unk>', 0.0], ['a', -1.5]], 'byte_fallback': false}";

    private static ObjectNode tokenizer(String section, String part) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode json = (ObjectNode)
                    mapper.readTree(
                            """
                            {"added_tokens": [{"id": 2, "content": "<s>", "special": true}], "normalizer": null,
                             "pre_tokenizer": {"type": "ByteLevel"}, "decoder": {"type": "ByteLevel"},
                             "model": {"type": "BPE", "unk_token": null, "vocab": {"a": 0, "aa": 1}, "merges": ["a a"]}}
                            """);
            json.set(section, mapper.readTree(part.replace('\'', '"')));
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(part, e);
        }
    }

    private static TokenizerCheck check(String section, String part) {
        return TokenizerCheck.of(Path.of("m/tokenizer.json"), tokenizer(section, part));
    }

    private static String sequence(String steps, String step, int times) {
        return "{'type': 'Sequence', '" + steps + "': [" + String.join(", ", Collections.nCopies(times, step)) + "]}";
    }

    private static String nested(int depth) {
        return depth == 0 ? "{'type': 'NFC'}" : sequence("normalizers", nested(depth - 1), 1);
    }

    private static String template(String single, String ids) {
        return "{'type': 'TemplateProcessing', 'single': [" + single + "], 'pair': [], 'special_tokens': {'<s>':"
                + " {'id': '<s>', 'ids': " + ids + ", 'tokens': ['<s>']}}}";
    }

    private static String sequenceA(String id) {
        return "{'Sequence': {'id': '" + id + "', 'type_id': 0}}";
    }

    private static final String START = "{'SpecialToken': {'id': '<s>', 'type_id': 0}}, ";

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("normalizer", "{'type': 'Precompiled', 'precompiled_charsmap': ''}", "0 bytes"),
                Arguments.of("normalizer", "{'type': 'Precompiled', 'precompiled_charsmap': null}", "may not be"),
                Arguments.of("normalizer", "{'type': 'Precompiled'}", "may not be"),
                Arguments.of("normalizer", "{'type': 'Magic'}", "normalizer: Magic (must be one of"),
                Arguments.of("normalizer", "'NFC'", "must be one of"),
                Arguments.of("normalizer", nested(9), "at most 8 deep"),
                Arguments.of("normalizer", sequence("normalizers", TWICE, 6), "64-fold"),
                Arguments.of("normalizer", sequence("normalizers", "{'type': 'ByteLevel'}", 6), "64-fold"),
                Arguments.of("pre_tokenizer", sequence("pretokenizers", "{'type': 'ByteLevel'}", 40), "64-fold"),
                Arguments.of("decoder", sequence("decoders", TWICE, 40), "64-fold"),
                Arguments.of("normalizer", sequence("normalizers", "{'type': 'NFC'}", 65), "at most 64 in all"),
                Arguments.of("normalizer", TWICE.replace("'a'}", "''}"), "must take one character"),
                Arguments.of("decoder", TWICE.replace("'a'}", "''}"), "must take one character"),
                Arguments.of("normalizer", TWICE.replace("'String': 'a'", "'Regex': 'x*'"), "must take one character"),
                Arguments.of("normalizer", TWICE.replace("'String': 'a'", "'Regex': '^'"), "must take one character"),
                Arguments.of("normalizer", TWICE.replace("'String': 'a'", "'Regex': '(a+)+$'"), "many lengths"),
                Arguments.of("normalizer", TWICE.replace("'aa'", "'" + "a".repeat(65) + "'"), "64-fold"),
                Arguments.of("normalizer", "{'type': 'Prepend', 'prepend': '" + "x".repeat(65) + "'}", "at most 64"),
                Arguments.of("pre_tokenizer", "{'type': 'Split', 'pattern': {'Regex': '(a|a)*b'}}", "many lengths"),
                Arguments.of("pre_tokenizer", "{'type': 'Split', 'pattern': {'String': ''}}", "one character"),
                Arguments.of("decoder", "{'type': 'Strip', 'content': 'a', 'start': 5, 'stop': 100}", "stop must be 0"),
                Arguments.of("post_processor", template(START.strip().replaceAll(",$", ""), "[2]"), "0 times the text"),
                Arguments.of("post_processor", template(START + sequenceA("B"), "[2]"), "single has only A"),
                Arguments.of(
                        "post_processor", template(sequenceA("A") + "," + sequenceA("A"), "[2]"), "2 times the text"),
                Arguments.of("post_processor", template(START.replace("<s>", "<x>") + sequenceA("A"), "[2]"), "<x>"),
                Arguments.of("post_processor", template(START + sequenceA("A"), "[2, 1]"), "as many ids as tokens"),
                Arguments.of("post_processor", template(START + sequenceA("A"), "[]"), "as many ids as tokens"),
                Arguments.of("post_processor", template(START + sequenceA("A"), "[99]"), "from 0 to 2"),
                Arguments.of(
                        "post_processor", template(START.repeat(100) + sequenceA("A"), "[2]"), "at most 64 pieces"),
                Arguments.of(
                        "post_processor",
                        "{'type': 'BertProcessing', 'sep': ['</s>', 3], 'cls': ['<s>', 2]}",
                        "0 to 2"),
                Arguments.of("added_tokens", "[{'id': 3, 'content': ''}]", "0 characters"),
                Arguments.of("added_tokens", "[{'id': 4294967295, 'content': 'x'}]", "must be an id"),
                Arguments.of("added_tokens", "[{'id': -1, 'content': 'x'}]", "must be an id"),
                Arguments.of("model", "{'type': 'Magic', 'vocab': {}}", "must be a tokenizer.json of BPE"),
                Arguments.of("model", "{'type': 'BPE', 'vocab': {'a': 0, 'b': 0}, 'merges': []}", "one token only"),
                Arguments.of("model", "{'type': 'BPE', 'vocab': {'a': 'x'}, 'merges': []}", "must be an id"),
                Arguments.of("model", "{'type': 'BPE', 'vocab': {'a': 2147483647}, 'merges': []}", "must be an id"),
                Arguments.of("model", "{'type': 'BPE', 'dropout': 0.1, 'vocab': {}, 'merges': []}", "run to run"),
                Arguments.of("model", "{'type': 'BPE', 'dropout': 'x', 'vocab': {}, 'merges': []}", "run to run"),
                Arguments.of("model", UNIGRAM.replace("'a'", "'" + "a".repeat(1_001) + "'"), "1001 characters"),
                Arguments.of("model", "{'type': 'BPE', 'vocab': [], 'merges': []}", "must map tokens to ids"),
                Arguments.of(
                        "model",
                        "{'type': 'BPE', 'continuing_subword_prefix': '####', 'vocab': {'a': 0, 'b': 1, 'ab': 2},"
                                + " 'merges': ['a b']}",
                        "must go on with the prefix ####"),
                Arguments.of(
                        "model", "{'type': 'WordLevel', 'unk_token': 'x', 'vocab': {'a': 0}}", "in the vocabulary"),
                Arguments.of(
                        "model",
                        "{'type': 'WordPiece', 'unk_token': 'a', 'vocab': {'a': 0}, 'max_input_chars_per_word': 201}",
                        "at most 200"),
                Arguments.of("model", UNIGRAM.replace("'unk_id': 0", "'unk_id': 9"), "from 0 to 1"),
                Arguments.of("model", UNIGRAM.replace("'unk_id': 0", "'unk_id': null"), "must be an id"),
                Arguments.of("model", UNIGRAM.replace("-1.5", "1e999"), "finite score"),
                Arguments.of("model", UNIGRAM.replace("-1.5", "'x'"), "finite score"),
                Arguments.of("model", "{'type': 'Unigram', 'unk_id': 0, 'vocab': []}", "0 entries"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatWouldHarmTheProcessIsRefusedInOneLine(String section, String part, String reason) {
        assertThatThrownBy(() -> check(section, part))
                .isInstanceOf(BadModelException.class)
                .hasMessageStartingWith("Bad model m/tokenizer.json: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    static Stream<Arguments> plain() {
        return Stream.of(
                Arguments.of("normalizer", "null"),
                Arguments.of("normalizer", nested(8)),
                Arguments.of(
                        "normalizer",
                        sequence("normalizers", "{'type': 'Prepend', 'prepend': '▁'}", 1)
                                .replace("]}", ", {'type': 'Replace', 'pattern': {'String': ' '}, 'content': '▁'}]}")),
                Arguments.of(
                        "decoder",
                        "{'type': 'Sequence', 'decoders': [{'type': 'Replace', 'pattern': {'String': '▁'}, 'content': ' '},"
                                + " {'type': 'ByteFallback'}, {'type': 'Fuse'},"
                                + " {'type': 'Strip', 'content': ' ', 'start': 1, 'stop': 0}]}"),
                Arguments.of("pre_tokenizer", "{'type': 'Metaspace', 'replacement': '▁', 'add_prefix_space': true}"),
                Arguments.of("post_processor", template(START + sequenceA("A"), "[2]")),
                Arguments.of("model", "{'dropout': null, 'vocab': {'a': 0}, 'merges': []}"));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void partsOfPublishedFamiliesNeedNoTrial(String section, String part) {
        assertThat(check(section, part).plain()).isTrue();
        assertThat(check(section, part).mostCharacters()).isBetween(1_000_000, 2_000_000);
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of("normalizer", "{'type': 'StripAccents'}"),
                Arguments.of(
                        "normalizer",
                        "{'type': 'Precompiled', 'precompiled_charsmap': '" + new CharsMapBytes().base64() + "'}"),
                Arguments.of("normalizer", TWICE.replace("'aa'", "''")),
                Arguments.of("pre_tokenizer", "{'type': 'Split', 'pattern': {'Regex': '[ab]+c'}}"),
                Arguments.of("decoder", "{'type': 'CTC'}"),
                Arguments.of("model", "{'type': 'BPE', 'unk_token': '?', 'vocab': {'a': 0}, 'merges': []}"),
                Arguments.of("model", UNIGRAM));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void othersMustBeTried(String section, String part) {
        assertThat(check(section, part).plain()).isFalse();
    }

    @Test
    void theMoreATextGrowsOrBacktracksTheLessOfItIsTaken() {
        int all = check("normalizer", "null").mostCharacters();
        assertThat(check("normalizer", sequence("normalizers", TWICE, 4)).mostCharacters())
                .isEqualTo(all / 16);
        assertThat(check("pre_tokenizer", "{'type': 'Split', 'pattern': {'Regex': '[ab]+c'}}")
                        .mostCharacters())
                .isLessThanOrEqualTo(all / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pocket-clip", "pocket-diffusion/tokenizer"})
    void theModelsThatShipNeedNoTrial(String folder) {
        Path file = Path.of(System.getProperty("atelier.root"), "data-samples/models", folder, "tokenizer.json");
        assertThat(TokenizerCheck.of(file, StrictJson.read(file)).plain()).isTrue();
    }
}
