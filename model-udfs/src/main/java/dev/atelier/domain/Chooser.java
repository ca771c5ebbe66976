package dev.atelier.domain;

import java.util.List;

/** A language model that is asked how likely each of a few words is as its answer. Nothing is sampled. Safe for several tasks. */
public interface Chooser extends AutoCloseable {
    /**
     * A question with its possible answers.
     *
     * @param system null for none
     * @param words each one token of the model, such as the digits 1 to 5
     */
    record Choice(String system, String prompt, List<String> words) {
        public Choice {
            Require.text(prompt, "prompt of a choice");
            words = Require.list(words);
            Require.that(!words.isEmpty(), "words of a choice", words, "must be one or more");
        }
    }

    /**
     * For each choice the probability of each of its words as the next token, in order; they sum to 1 or less. An answer never
     * depends on the other choices; those that begin alike share the computation of their beginning.
     *
     * @throws IllegalArgumentException if a word is not one token of the model
     */
    List<Answer<double[]>> choose(List<Choice> choices);

    @Override
    void close();
}
