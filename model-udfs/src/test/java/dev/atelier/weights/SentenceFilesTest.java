package dev.atelier.weights;

import static dev.atelier.weights.OnnxBytes.model;
import static dev.atelier.weights.OnnxBytes.node;
import static dev.atelier.weights.OnnxBytes.sentences;
import static dev.atelier.weights.OnnxBytes.tensor;
import static dev.atelier.weights.OnnxBytes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceFilesTest {
    private static final String TOKENIZER =
            """
            {"added_tokens": [], "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab":
            {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "red": 4, "mug": 5}}}""";
    private static final String BERT = "{\"model_type\": \"bert\", \"architectures\": [\"BertModel\"]";

    @TempDir
    Path root;

    private ModelDirectory directory(OnnxBytes graph, Map<String, String> others) throws IOException {
        Files.write(root.resolve("model.onnx"), graph.bytes());
        Files.writeString(root.resolve("tokenizer.json"), TOKENIZER);
        for (Map.Entry<String, String> file : others.entrySet()) {
            Files.createDirectories(root.resolve(file.getKey()).getParent());
            Files.writeString(root.resolve(file.getKey()), file.getValue());
        }
        return ModelDirectory.open(root);
    }

    @Test
    void aGraphAndItsTokenizerAreAModel() throws IOException {
        ModelDirectory directory = directory(model(sentences()), Map.of());
        assertThat(directory.kind()).isEqualTo(ModelDirectory.Kind.SENTENCES);
        assertThat(directory.fileDigests()).containsOnlyKeys("model.onnx", "tokenizer.json");
        SentenceFiles files = SentenceFiles.of(directory);
        assertThat(files.inputs()).containsExactly("input_ids", "attention_mask");
        assertThat(files.output()).isEqualTo("vectors");
        assertThat(files.width()).isEqualTo(4);
        assertThat(files.mostTokens()).isEqualTo(256);
    }

    @Test
    void whatTheVendorSaysOfItCounts() throws IOException {
        Map<String, String> others = Map.of(
                "config.json",
                BERT + ", \"hidden_size\": 4, \"max_position_embeddings\": 128}",
                "sentence_bert_config.json",
                "{\"max_seq_length\": 100, \"do_lower_case\": false}",
                "1_Pooling/config.json",
                "{\"pooling_mode_mean_tokens\": true, \"pooling_mode_cls_token\": false}",
                "pytorch_model.bin",
                "never opened");
        directory(model(sentences()), others);
        Files.createDirectories(root.resolve("onnx"));
        Files.move(root.resolve("model.onnx"), root.resolve("onnx/model.onnx"));
        ModelDirectory directory = ModelDirectory.open(root);
        assertThat(directory.fileDigests())
                .containsOnlyKeys(
                        "1_Pooling/config.json",
                        "config.json",
                        "onnx/model.onnx",
                        "sentence_bert_config.json",
                        "tokenizer.json");
        assertThat(directory.fileDigests().keySet()).allMatch(ModelDirectory::mayUse);
        assertThat(SentenceFiles.of(directory).mostTokens()).isEqualTo(100);
        Files.delete(root.resolve("sentence_bert_config.json"));
        assertThat(SentenceFiles.of(ModelDirectory.open(root)).mostTokens()).isEqualTo(128);
    }

    static Stream<Arguments> refusedFiles() {
        return Stream.of(
                Arguments.of("config.json", BERT + ", \"hidden_size\": 8}", "hidden_size: 8 (must be 4"),
                Arguments.of("config.json", BERT + ", \"auto_map\": {}}", "auto_map"),
                Arguments.of(
                        "sentence_bert_config.json",
                        "{\"max_seq_length\": 1000}",
                        "max_seq_length: 1000 (must be 3 to 512"),
                Arguments.of("1_Pooling/config.json", "{\"pooling_mode_cls_token\": true}", "only the mean"),
                Arguments.of("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\": false}", "only the mean"),
                Arguments.of("2_Dense/config.json", "{}", "no layers after the pooling"),
                Arguments.of("tokenizer.json", TOKENIZER.replace("\"mug\": 5", "\"mug\": 6"), "vocab_size = 6"));
    }

    @ParameterizedTest
    @MethodSource("refusedFiles")
    void whatIsNotImplementedIsRefused(String file, String content, String message) {
        assertThatThrownBy(() -> SentenceFiles.of(directory(model(sentences()), Map.of(file, content))))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> refusedGraphs() {
        OnnxBytes outside = new OnnxBytes().text(1, "location").text(2, "../secret");
        OnnxBytes attribute = new OnnxBytes().text(1, "value");
        return Stream.of(
                Arguments.of(model(sentences().part(1, node("Mine", "my.ops"))), "domain my.ops"),
                Arguments.of(model(sentences().part(1, node("EPContext", "com.microsoft"))), "domain com.microsoft"),
                Arguments.of(model(sentences()).part(8, new OnnxBytes().text(1, "my.ops")), "domain my.ops"),
                Arguments.of(model(sentences()).part(25, new OnnxBytes()), "functions"),
                Arguments.of(model(sentences()).part(20, new OnnxBytes()), "training_info"),
                Arguments.of(model(sentences().part(5, tensor("w", 2).part(13, outside))), "external_data"),
                Arguments.of(model(sentences().part(5, tensor("w", 2).number(14, 1))), "data_location"),
                Arguments.of(model(sentences().part(15, new OnnxBytes())), "sparse_initializer"),
                Arguments.of(constant(attribute().part(5, tensor("", 2).part(13, outside))), "external_data"),
                Arguments.of(constant(attribute().part(10, tensor("", 2).number(14, 1))), "data_location"),
                Arguments.of(constant(attribute().part(22, new OnnxBytes())), "sparse tensor"),
                Arguments.of(constant(attribute.part(6, sentences())), "Loop, If and Scan"),
                Arguments.of(model(sentences().part(11, value("pixels", 1, 0, 0))), "pixels"),
                Arguments.of(model(sentences()).part(7, sentences()), "2 graphs"),
                Arguments.of(new OnnxBytes().number(1, 7), "0 graphs"),
                Arguments.of(new OnnxBytes().text(3, "pytorch").bytes(7, new byte[] {10, 99}), "cut off"),
                Arguments.of(new OnnxBytes().bytes(7, new byte[] {(byte) 0x80}), "number without end"),
                Arguments.of(new OnnxBytes().bytes(7, new byte[] {11}), "wire type 3"),
                Arguments.of(new OnnxBytes().number(7, 7), "wire type 0"),
                Arguments.of(model(output(value("v", 1, 0, 0, 0))), "(texts, tokens, width)"),
                Arguments.of(model(output(value("v", 10, 0, 0, 4))), "(texts, tokens, width)"),
                Arguments.of(model(output(value("v", 1, 0, 4))), "(texts, tokens, width)"),
                Arguments.of(
                        model(new OnnxBytes()
                                .part(11, value("input_ids", 7, 0, 0))
                                .part(11, value("attention_mask", 7, 0, 0))
                                .part(12, value("v", 1, 0, 0, 4))),
                        "must look rows up in a table"));
    }

    private static OnnxBytes attribute() {
        return new OnnxBytes().text(1, "value");
    }

    private static OnnxBytes constant(OnnxBytes attribute) {
        return model(sentences().part(1, node("Constant", "").part(5, attribute)));
    }

    private static OnnxBytes output(OnnxBytes first) {
        return new OnnxBytes()
                .part(12, first)
                .part(7, sentences())
                .part(12, value("v", 1, 0, 0, 4))
                .part(11, value("input_ids", 7, 0, 0))
                .part(11, value("attention_mask", 7, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("refusedGraphs")
    void aGraphOfMoreThanPlainArithmeticIsRefused(OnnxBytes graph, String message) {
        assertThatThrownBy(() -> SentenceFiles.of(directory(graph, Map.of())))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("model.onnx")
                .hasMessageContaining(message);
    }

    @Test
    void aFileCutAnywhereIsRefusedOrWhole() throws IOException {
        byte[] whole = model(sentences()).bytes();
        ModelDirectory directory = directory(model(sentences()), Map.of());
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            Files.write(root.resolve("model.onnx"), Arrays.copyOf(whole, length));
            try {
                SentenceFiles.of(directory);
            } catch (BadModelException e) {
                refused++;
            }
        }
        // what follows the graph is only the opset's version
        assertThat(refused).isBetween(whole.length - 5, whole.length);
    }
}
