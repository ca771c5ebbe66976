package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * The model and the added tokens of a tokenizer.json: what the tokenizers library reads without looking, or what would give
 * ids that the network has no row for.
 *
 * @param plain byte-pair encoding that has an id for whatever comes
 * @param size one more than the highest id
 */
record VocabularyCheck(Path file, boolean plain, int size) {
    private static final int MOST_TOKENS = 1 << 22;
    private static final int MOST_CONTENT = 1_000;
    /** WordPiece tries all pieces of a word, which takes its cube; published ones have 100. */
    private static final int MOST_WORD = 200;

    /** @throws BadModelException naming what is broken */
    static VocabularyCheck of(Path file, JsonNode json) {
        VocabularyCheck added = addedTokens(new VocabularyCheck(file, true, MOST_TOKENS), json.path("added_tokens"));
        JsonNode model = json.path("model");
        JsonNode vocabulary = model.path("vocab");
        String guess = model.has("merges") ? "BPE" : vocabulary.isArray() ? "Unigram" : "missing";
        String type = model.path("type").asText(guess); // older files name none
        return switch (type) {
            case "Unigram" -> added.unigram(model, vocabulary);
            case "BPE", "WordPiece", "WordLevel" -> added.words(type, model, vocabulary);
            default ->
                throw new BadModelException(
                        file, "model type", type, "must be a tokenizer.json of BPE, WordPiece, WordLevel or Unigram");
        };
    }

    /** @throws BadModelException if no token has that id */
    int requireId(String field, JsonNode id) {
        return id(field, id, size);
    }

    private static VocabularyCheck addedTokens(VocabularyCheck any, JsonNode tokens) {
        int size = 0;
        for (JsonNode token : tokens) {
            int length = token.path("content").asText().length();
            any.require(
                    length > 0 && length <= MOST_CONTENT,
                    "content of an added token",
                    length + " characters",
                    "must be 1 to " + MOST_CONTENT);
            size = Math.max(size, 1 + any.requireId("id of an added token", token.path("id")));
        }
        return new VocabularyCheck(any.file, true, size);
    }

    private VocabularyCheck words(String type, JsonNode model, JsonNode vocabulary) {
        require(vocabulary instanceof ObjectNode, "model vocab", vocabulary.getNodeType(), "must map tokens to ids");
        BitSet seen = new BitSet();
        for (JsonNode node : vocabulary) {
            int id = id("model vocab", node, MOST_TOKENS);
            require(!seen.get(id), "model vocab", id, "must be the id of one token only");
            seen.set(id);
        }
        JsonNode dropout = model.path("dropout");
        require(
                dropout.isMissingNode() || dropout.isNull() || dropout.asDouble(1) == 0,
                "model dropout",
                dropout,
                "must be 0 or null: a row's ids would change from run to run");
        JsonNode word = model.path("max_input_chars_per_word");
        require(word.asLong() <= MOST_WORD, "model max_input_chars_per_word", word, "must be at most " + MOST_WORD);
        merges(model.path("continuing_subword_prefix").asText(""), model.path("merges"));
        boolean known = vocabulary.has(model.path("unk_token").asText());
        require(known || type.equals("BPE"), "model unk_token", model.path("unk_token"), "must be in the vocabulary");
        boolean plain = type.equals("BPE") && (known || !model.hasNonNull("unk_token"));
        return new VocabularyCheck(file, plain, Math.max(size, seen.length()));
    }

    /** The library cuts the prefix off the second part of a merge without looking. */
    private void merges(String prefix, JsonNode merges) {
        if (!prefix.isEmpty() && !prefix.equals("null")) {
            for (JsonNode merge : merges) {
                String second = merge.isTextual()
                        ? merge.asText().substring(merge.asText().indexOf(' ') + 1)
                        : merge.path(1).asText();
                require(second.startsWith(prefix), "model merges", merge, "must go on with the prefix " + prefix);
            }
        }
    }

    private VocabularyCheck unigram(JsonNode model, JsonNode vocabulary) {
        int entries = vocabulary.size();
        require(
                vocabulary.isArray() && entries > 0 && entries < MOST_TOKENS,
                "model vocab",
                entries + " entries",
                "must be 1 to " + MOST_TOKENS);
        for (JsonNode entry : vocabulary) {
            require(
                    entry.path(0).isTextual()
                            && entry.path(1).isNumber()
                            && Double.isFinite(entry.path(1).asDouble()),
                    "model vocab",
                    entry,
                    "must be a token and a finite score");
            int length = entry.path(0).asText().length();
            require(length <= MOST_CONTENT, "model vocab", length + " characters", "must be at most " + MOST_CONTENT);
        }
        id("model unk_id", model.path("unk_id"), entries);
        return new VocabularyCheck(file, false, Math.max(size, entries));
    }

    private int id(String field, JsonNode id, int below) {
        require(
                id.isInt() && id.asInt() >= 0 && id.asInt() < below,
                field,
                id,
                "must be an id from 0 to " + (below - 1));
        return id.asInt();
    }

    private void require(boolean holds, String field, Object value, String rule) {
        BadModelException.unless(holds, file, field, value, rule);
    }
}
