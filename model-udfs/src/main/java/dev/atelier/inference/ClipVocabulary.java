package dev.atelier.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * CLIP's byte-pair encoding as one tokenizer.json: the vendor's, or made of vocab.json and merges.txt, which is all that
 * older directories have.
 *
 * @param json in the format of Hugging Face's tokenizers
 * @param file the vendor's file, for messages
 */
record ClipVocabulary(JsonNode json, Path file) {
    static final String START = "<|startoftext|>";
    static final String END = "<|endoftext|>";

    /** transformers 5, models/clip/tokenization_clip.py: normalisation, split and byte level of CLIPTokenizer. */
    private static final String WITHOUT_VOCABULARY =
            """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
             "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"},
               {"type": "Replace", "pattern": {"Regex": "\\\\s+"}, "content": " "}, {"type": "Lowercase"}]},
             "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
               {"type": "Split", "behavior": "Removed", "invert": true, "pattern": {"Regex":
                 "<\\\\|startoftext\\\\|>|<\\\\|endoftext\\\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\\\p{L}]+|[\\\\p{N}]|[^\\\\s\\\\p{L}\\\\p{N}]+"}},
               {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}]},
             "post_processor": {"type": "RobertaProcessing", "trim_offsets": false, "add_prefix_space": false},
             "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true},
             "model": {"type": "BPE", "dropout": null, "unk_token": "<|endoftext|>", "continuing_subword_prefix": "",
               "end_of_word_suffix": "</w>", "fuse_unk": false, "byte_fallback": false}}
            """;

    /** @throws BadModelException if there is neither, or it is not CLIP's kind */
    static ClipVocabulary read(ModelDirectory directory, String folder) {
        ClipVocabulary vocabulary = directory.has(folder + "tokenizer.json") || !directory.has(folder + "vocab.json")
                ? new ClipVocabulary(
                        directory.config(folder + "tokenizer.json"), directory.file(folder + "tokenizer.json"))
                : fromMerges(directory, folder);
        BadModelException.unless(
                vocabulary.json.path("model").path("vocab").isObject(),
                vocabulary.file,
                "model.type",
                vocabulary.json.path("model").path("type"),
                "must be BPE with a vocabulary, CLIP's tokenizer");
        vocabulary.id(START);
        vocabulary.id(END);
        return vocabulary;
    }

    /** One more than the highest id. */
    int size() {
        int highest = -1;
        for (JsonNode id : json.path("model").path("vocab")) {
            highest = Math.max(highest, id.asInt());
        }
        for (JsonNode token : json.path("added_tokens")) {
            highest = Math.max(highest, token.path("id").asInt());
        }
        return highest + 1;
    }

    /** @throws BadModelException if the vocabulary has no such token */
    int id(String token) {
        for (JsonNode added : json.path("added_tokens")) {
            if (added.path("content").asText().equals(token)) {
                return added.path("id").asInt();
            }
        }
        JsonNode id = json.path("model").path("vocab").get(token);
        BadModelException.unless(id != null, file, "token " + token, "missing", "CLIP's tokenizer must have it");
        return id.asInt();
    }

    private static ClipVocabulary fromMerges(ModelDirectory directory, String folder) {
        Path file = directory.file(folder + "vocab.json");
        try {
            ObjectNode json = (ObjectNode) new JsonMapper().readTree(WITHOUT_VOCABULARY);
            ObjectNode model = (ObjectNode) json.get("model");
            model.set("vocab", directory.config(folder + "vocab.json"));
            ArrayNode merges = model.putArray("merges");
            for (String line : merges(directory, folder + "merges.txt")) {
                merges.add(line);
            }
            ClipVocabulary vocabulary = new ClipVocabulary(json, file);
            ObjectNode processor = (ObjectNode) json.get("post_processor");
            processor.putArray("sep").add(END).add(vocabulary.id(END));
            processor.putArray("cls").add(START).add(vocabulary.id(START));
            for (String special : List.of(START, END)) {
                ((ArrayNode) json.get("added_tokens")).add(special(special, vocabulary.id(special)));
            }
            return vocabulary;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the tokenizer of " + file, e);
        }
    }

    private static ObjectNode special(String token, int id) {
        ObjectNode added = new JsonMapper().createObjectNode();
        added.put("id", id).put("content", token).put("special", true).put("normalized", false);
        return added.put("single_word", false).put("lstrip", false).put("rstrip", false);
    }

    /** Lines of two symbols; the first line may name a version. */
    private static List<String> merges(ModelDirectory directory, String file) {
        return directory
                .text(file)
                .lines()
                .filter(line -> !line.startsWith("#version") && !line.isBlank())
                .peek(line -> {
                    if (line.split(" ", -1).length != 2) {
                        throw new BadModelException(
                                directory.file(file), "merge", line, "must be two symbols and a space between");
                    }
                })
                .toList();
    }
}
