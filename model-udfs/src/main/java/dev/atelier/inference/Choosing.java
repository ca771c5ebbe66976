package dev.atelier.inference;

import dev.atelier.domain.Chooser;
import dev.atelier.text.StopRules;
import dev.atelier.text.TokenSampler;
import java.util.List;
import java.util.Set;

/** A question on its way through a batch: a row of one token that keeps what the model thinks of each possible answer. */
final class Choosing implements TokenSampler {
    private final int[] tokens;
    private final DecodeRow row;
    private float[] scores; // (words,) logits

    Choosing(Chooser.Choice choice, ChatTokenizer tokenizer, int[] prompt) {
        this.tokens = choice.words().stream().mapToInt(tokenizer::token).toArray();
        this.row = new DecodeRow(prompt, this, new StopRules(Set.of(), List.of(), 1), 0, tokenizer);
    }

    DecodeRow row() {
        return row;
    }

    @Override
    public int pick(float[] all, int[] seen, double uniform) {
        scores = new float[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            scores[i] = all[tokens[i]];
        }
        return tokens[0];
    }

    /**
     * @return (words,) probabilities
     * @throws dev.atelier.domain.RowFailure {@code not_finite}
     */
    double[] probabilities() {
        double first = row.completion().meanLogprob(); // of the token picked, the first word's
        double[] probabilities = new double[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            probabilities[i] = StrictMath.exp((double) scores[i] - scores[0] + first);
        }
        return probabilities;
    }
}
