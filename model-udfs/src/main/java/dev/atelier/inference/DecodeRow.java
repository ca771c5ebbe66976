package dev.atelier.inference;

import dev.atelier.domain.RowFailure;
import dev.atelier.text.StopRules;
import dev.atelier.text.TokenSampler;
import dev.atelier.text.Uniform;
import java.nio.IntBuffer;
import java.util.Arrays;

/** One answer in the making: what has been seen, what decides the next token, when it ends. */
final class DecodeRow {
    private final int[] prompt;
    private final TokenSampler sampler;
    private final StopRules rules;
    private final long seed;
    private final ChatTokenizer tokenizer;
    private int[] seen; // prompt and answer, then room
    private int length;
    private double logprobs;
    private Completion completion;
    private RowFailure failure;

    DecodeRow(int[] prompt, TokenSampler sampler, StopRules rules, long seed, ChatTokenizer tokenizer) {
        this.prompt = prompt;
        this.sampler = sampler;
        this.rules = rules;
        this.seed = seed;
        this.tokenizer = tokenizer;
        this.seen = Arrays.copyOf(prompt, prompt.length + 64);
        this.length = prompt.length;
    }

    int promptLength() {
        return prompt.length;
    }

    /** Slots of the cache that the longest answer needs; the last token is never fed back. */
    int slots() {
        return prompt.length + rules.maxNewTokens() - 1;
    }

    /** The first tokens of the prompt, equal to another row's if theirs are. */
    IntBuffer prefix(int tokens) {
        return IntBuffer.wrap(prompt, 0, Math.min(tokens, prompt.length));
    }

    /** (64,) the chunk of the prompt that starts at a slot, zeros after its end. */
    long[] chunk(int start, int size) {
        long[] tokens = new long[size];
        for (int i = 0; i < size && start + i < prompt.length; i++) {
            tokens[i] = prompt[start + i];
        }
        return tokens;
    }

    int lastToken() {
        return seen[length - 1];
    }

    /** Slot that {@link #lastToken()} will fill. */
    int lastSlot() {
        return length - 1;
    }

    boolean isDone() {
        return completion != null || failure != null;
    }

    /** @throws RowFailure {@code not_finite} if a logit was NaN or infinite */
    Completion completion() {
        if (failure != null) {
            throw failure;
        }
        return completion;
    }

    /**
     * Samples one token.
     *
     * @param logits (V,) of this row; overwritten
     * @param logSum natural log of the sum of their exponentials
     */
    void accept(float[] logits, float logSum) {
        if (!Float.isFinite(logSum)) {
            failure = new RowFailure(
                    "not_finite",
                    "The language model gave NaN or infinity at token " + (length - prompt.length + 1)
                            + " of its answer (try precision = fp32, or other weights)");
            return;
        }
        float[] own = logits.clone();
        int token = sampler.pick(logits, Arrays.copyOf(seen, length), Uniform.at(seed, length - prompt.length));
        logprobs += (double) own[token] - logSum;
        if (length == seen.length) {
            seen = Arrays.copyOf(seen, 2 * length);
        }
        seen[length++] = token;
        finishIfDone(token);
    }

    private void finishIfDone(int token) {
        boolean ended = rules.endsWith(token);
        int count = length - prompt.length;
        boolean full = count == rules.maxNewTokens();
        if (!ended && !full && rules.stopStrings().isEmpty()) {
            return;
        }
        int[] tokens = Arrays.copyOfRange(seen, prompt.length, length);
        String text = tokenizer.decode(ended ? Arrays.copyOf(tokens, count - 1) : tokens);
        int cut = rules.cut(text);
        if (ended || full || cut >= 0) {
            String reason = ended || cut >= 0 ? "stop" : "length";
            completion =
                    new Completion(prompt, tokens, cut < 0 ? text : text.substring(0, cut), reason, logprobs / count);
        }
    }
}
