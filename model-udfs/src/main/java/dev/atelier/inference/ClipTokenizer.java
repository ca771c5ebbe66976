package dev.atelier.inference;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.networks.Network;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.NamedTokens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * CLIP's tokenizer with its padding and truncation, as transformers' CLIPTokenizer with {@code padding="max_length"} and
 * {@code truncation=True}. Thread-safe.
 *
 * @param length ids of every prompt
 */
record ClipTokenizer(NativeTokenizer tokenizer, int length, long padId, long endId) implements AutoCloseable {
    /**
     * A prompt as the text tower takes it.
     *
     * @param ids start, tokens, end, padding: as many as the tower has positions
     * @param end place of the first end token in {@code ids}
     * @param tokens start, tokens and end that are not padding
     * @param dropped the words past the last place, as they were written; empty for none
     */
    record Prompt(long[] ids, int end, int tokens, String dropped) {}

    /** @throws BadModelException if it has not as many entries as the text tower's token embedding */
    static ClipVocabulary vocabulary(ModelDirectory directory, String folder, int vocabSize) {
        ClipVocabulary vocabulary = ClipVocabulary.read(directory, folder);
        BadModelException.unless(
                vocabulary.size() == vocabSize,
                vocabulary.file(),
                "vocabulary",
                vocabulary.size() + " entries",
                "must be " + vocabSize + ", vocab_size of the text tower: is it another model's tokenizer?");
        return vocabulary;
    }

    /**
     * @param folder {@code "tokenizer/"} of a diffusers directory, {@code ""} of a CLIP directory
     * @param tower the text tower that it is for
     * @throws BadModelException if the tokenizer is missing, broken or another model's
     */
    static ClipTokenizer load(ModelDirectory directory, String folder, Network tower) {
        int positions = tower.number("text_model.max_position_embeddings");
        ClipVocabulary vocabulary = vocabulary(directory, folder, tower.number("text_model.vocab_size"));
        JsonNode config = directory.has(folder + "tokenizer_config.json")
                ? directory.config(folder + "tokenizer_config.json")
                : vocabulary.json();
        int most = config.path("model_max_length").canConvertToInt()
                ? Math.min(config.path("model_max_length").asInt(positions), positions)
                : positions;
        if (most < 2) {
            throw new BadModelException(
                    vocabulary.file(), "model_max_length", most, "must be 2 or more: start and end take a place each");
        }
        Map<String, String> names =
                NamedTokens.of(directory, folder, vocabulary.json()).variables();
        ClipTokenizer tokenizer = new ClipTokenizer(
                NativeTokenizer.open(vocabulary.file(), vocabulary.json().toString()),
                most,
                vocabulary.id(names.getOrDefault("pad_token", ClipVocabulary.END)),
                vocabulary.id(ClipVocabulary.END));
        long[] empty = tokenizer.tokenizer.encode("", true).getIds();
        if (!Arrays.equals(empty, new long[] {vocabulary.id(ClipVocabulary.START), tokenizer.endId})) {
            tokenizer.close();
            throw new BadModelException(
                    vocabulary.file(),
                    "post_processor",
                    Arrays.toString(empty),
                    "must put start and end tokens around a text");
        }
        return tokenizer;
    }

    Prompt encode(String text) {
        Encoding encoding = tokenizer.encode(text, true);
        long[] all = encoding.getIds();
        long[] ids = Arrays.copyOf(all, length);
        if (all.length <= length) {
            Arrays.fill(ids, all.length, length, padId);
            return new Prompt(ids, firstEnd(ids), all.length, "");
        }
        ids[length - 1] = all[all.length - 1];
        CharSpan firstDropped = encoding.getCharTokenSpans()[length - 1];
        return new Prompt(ids, firstEnd(ids), length, wordsFrom(text, firstDropped.getStart()));
    }

    /** Ids (B, 77). */
    static NDArray batch(NDManager scope, List<Prompt> prompts) {
        long[] ids = prompts.stream().flatMapToLong(p -> Arrays.stream(p.ids())).toArray();
        return scope.create(ids, new Shape(prompts.size(), prompts.get(0).ids().length));
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    /** transformers pools there (modeling_clip.py): a prompt may itself hold the end token. */
    private int firstEnd(long[] ids) {
        int place = 0;
        while (ids[place] != endId) {
            place++;
        }
        return place;
    }

    /** From the start of the word that a code point lies in: a word that was cut was not seen as the word it is. */
    private static String wordsFrom(String text, int codePoint) {
        int start = text.offsetByCodePoints(0, codePoint);
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start).strip();
    }
}
