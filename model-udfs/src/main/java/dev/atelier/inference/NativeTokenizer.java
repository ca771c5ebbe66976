package dev.atelier.inference;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.domain.RowFailure;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.TokenizerCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The one door to the native tokenizer library, which aborts the process where it is surprised. A tokenizer passes {@link
 * TokenizerCheck}; unless it has only parts that are known not to abort, a process of its own tries it first; and it
 * gets no text that would keep it for long. Thread-safe.
 */
final class NativeTokenizer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> UNTOUCHED =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    private final Path file;
    private final String text;
    private final HuggingFaceTokenizer tokenizer;
    private final int mostCharacters;

    private NativeTokenizer(Path file, String text, ObjectNode json, int mostCharacters) {
        this.file = file;
        this.text = text;
        this.mostCharacters = mostCharacters;
        try {
            this.tokenizer = unchecked(json.toString().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw new BadModelException(
                    file, "tokenizer", e.getMessage(), "must be a tokenizer.json of Hugging Face", e);
        }
    }

    /**
     * @param file for messages
     * @param text in the format of Hugging Face's tokenizer.json; its truncation and padding are ours to do
     * @throws BadModelException if it is broken, or may take the process with it
     */
    static NativeTokenizer open(Path file, String text) {
        ObjectNode json = parse(text);
        TokenizerCheck check = TokenizerCheck.of(file, json);
        if (!check.plain()) {
            TokenizerProbe.require(file, json, withoutAddedTokens(json));
        }
        return new NativeTokenizer(file, text, json, check.mostCharacters());
    }

    /** It finds no added token in a text. */
    NativeTokenizer withoutAddedTokens() {
        return new NativeTokenizer(file, text, withoutAddedTokens(parse(text)), mostCharacters);
    }

    private static ObjectNode parse(String text) {
        try {
            return ((ObjectNode) JSON.readTree(text)).putNull("truncation").putNull("padding");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was JSON is not", e);
        }
    }

    private static ObjectNode withoutAddedTokens(ObjectNode json) {
        ObjectNode without = JSON.createObjectNode().setAll(json);
        without.putArray("added_tokens");
        return without;
    }

    /** Without any check: for the process that tries it. */
    static HuggingFaceTokenizer unchecked(byte[] json) {
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), UNTOUCHED);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the tokenizer library", e);
        }
    }

    /**
     * @param processed whether the post-processor adds its tokens
     * @throws RowFailure {@code prompt_too_long} for a text that would take too long
     */
    Encoding encode(String text, boolean processed) {
        if (text.length() > mostCharacters) {
            throw new RowFailure(
                    "prompt_too_long",
                    "The text has " + text.length() + " characters (the tokenizer takes at most " + mostCharacters
                            + "; shorten the template or the item's text)");
        }
        return tokenizer.encode(text, processed, false);
    }

    /** The text of ids, without special tokens. */
    String decode(long[] ids) {
        return tokenizer.decode(ids, true);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
