package dev.atelier.weights;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model of sentence embeddings, as the Hub has sentence-transformers' models: the network as ONNX graph in {@code
 * model.onnx} or {@code onnx/model.onnx}, its {@code tokenizer.json}, and read if they are there {@code config.json}, {@code
 * sentence_bert_config.json}, {@code 1_Pooling/config.json}. Opening it runs nothing.
 *
 * @param graph the ONNX file
 * @param inputs what the graph must be fed: ids, mask and perhaps segments
 * @param output name of the output with the tokens' vectors
 * @param width numbers in a vector
 * @param mostTokens of a text, its two special ones included; of a longer one the rest is not read
 * @param tokenizer in the format of Hugging Face's tokenizer.json
 */
public record SentenceFiles(
        Path graph, List<String> inputs, String output, int width, int mostTokens, String tokenizer) {
    public static final String IDS = "input_ids";
    public static final String MASK = "attention_mask";
    public static final String SEGMENTS = "token_type_ids";

    private static final List<String> GRAPHS = List.of("onnx/model.onnx", "model.onnx");
    private static final List<String> OTHERS =
            List.of("1_Pooling/config.json", "config.json", "sentence_bert_config.json", "tokenizer.json");

    /** Where {@code sentence_bert_config.json} says nothing: that of all-MiniLM-L6-v2, as its model card has it. */
    private static final int MOST_TOKENS = 256;
    /** Where {@code config.json} says nothing: BERT's. */
    private static final int POSITIONS = 512;

    /** The graph's relative path; null if the directory has none. */
    static String graph(Path root) {
        return GRAPHS.stream()
                .filter(graph -> Files.exists(root.resolve(graph), NOFOLLOW_LINKS))
                .findFirst()
                .orElse(null);
    }

    /** Relative paths of the files that are used, sorted. */
    static List<String> in(Path root) {
        if (Files.exists(root.resolve("2_Dense"), NOFOLLOW_LINKS)) {
            throw new BadModelException(root, "module", "2_Dense", "must have no layers after the pooling");
        }
        return Stream.concat(
                        Stream.of(graph(root)),
                        OTHERS.stream()
                                .filter(name -> Files.exists(root.resolve(name), NOFOLLOW_LINKS))
                                .peek(name -> ModelFile.bounded(root.resolve(name))))
                .sorted()
                .toList();
    }

    static boolean mayUse(String relative) {
        return GRAPHS.contains(relative) || OTHERS.contains(relative);
    }

    /** @throws BadModelException if a file is missing, broken, or asks for what is not implemented */
    public static SentenceFiles of(ModelDirectory model) {
        Path file = model.file(graph(model.root()));
        OnnxGraph graph = OnnxGraph.read(file);
        List<String> inputs = graph.inputs();
        if (!inputs.containsAll(List.of(IDS, MASK))
                || !Set.of(IDS, MASK, SEGMENTS).containsAll(inputs)) {
            throw new BadModelException(file, "inputs", inputs, "must be input_ids, attention_mask, token_type_ids");
        }
        requireMean(model);
        JsonNode config = model.has("config.json") ? model.config("config.json") : null;
        int width = graph.width();
        require(model, "config.json", config, "hidden_size", width, width, width);
        int positions = require(model, "config.json", config, "max_position_embeddings", POSITIONS, 3, 1 << 15);
        String own = "sentence_bert_config.json";
        JsonNode said = model.has(own) ? model.config(own) : null;
        int mostTokens = require(model, own, said, "max_seq_length", Math.min(MOST_TOKENS, positions), 3, positions);
        String tokenizer = TokenizerFiles.of(model, graph.rows(IDS)).json();
        return new SentenceFiles(file, inputs, graph.output(), width, mostTokens, tokenizer);
    }

    private static void requireMean(ModelDirectory model) {
        String name = "1_Pooling/config.json";
        if (model.has(name)) {
            JsonNode pooling = model.config(name);
            pooling.fields().forEachRemaining(mode -> {
                boolean mean = mode.getKey().equals("pooling_mode_mean_tokens");
                if (mode.getKey().startsWith("pooling_mode_") && mode.getValue().asBoolean() != mean) {
                    throw new BadModelException(
                            model.file(name),
                            mode.getKey(),
                            mode.getValue(),
                            "only the mean of the tokens is computed");
                }
            });
        }
    }

    private static int require(
            ModelDirectory model, String name, JsonNode config, String key, int otherwise, int least, int most) {
        JsonNode number = config == null ? null : config.get(key);
        if (number == null || number.isNull()) {
            return otherwise;
        }
        if (!number.isInt() || number.asInt() < least || number.asInt() > most) {
            String rule = least == most ? "must be " + most + ", as in the graph" : "must be " + least + " to " + most;
            throw new BadModelException(model.file(name), key, number, rule);
        }
        return number.asInt();
    }
}
