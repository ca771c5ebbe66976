package dev.atelier.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.atelier.inference.ClipTokenizer.Prompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prompts to the states that the UNet looks at. */
record PromptEncoder(ClipTokenizer tokenizer, Program text) implements AutoCloseable {
    /** A prompt's tokens and states (77, D). */
    record Encoded(Prompt prompt, NDArray states) {}

    /** Each text once, however often it is asked for; the states belong to {@code scope}. */
    Map<String, Encoded> encode(NDManager scope, List<String> texts) {
        List<String> distinct = texts.stream().distinct().toList();
        List<Prompt> prompts = distinct.stream().map(tokenizer::encode).toList();
        NDArray states = text.run(scope, "text_states", ClipTokenizer.batch(scope, prompts))
                .singletonOrThrow(); // (B, 77, D)
        Map<String, Encoded> encoded = new LinkedHashMap<>();
        for (int i = 0; i < prompts.size(); i++) {
            encoded.put(distinct.get(i), new Encoded(prompts.get(i), states.get(i)));
        }
        return encoded;
    }

    @Override
    public void close() {
        tokenizer.close();
        text.close();
    }
}
