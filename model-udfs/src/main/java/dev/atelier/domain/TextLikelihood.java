package dev.atelier.domain;

import java.util.List;

/** A language model that reads whole texts, whoever wrote them, and says how much it expected them. Safe for several tasks. */
public interface TextLikelihood extends AutoCloseable {
    /**
     * How likely a text was.
     *
     * @param meanLogprob mean natural log probability of its tokens, each after those before it
     * @param tokens that the mean is over
     */
    record Likelihood(double meanLogprob, int tokens) {}

    /** One answer for each text, in order; it never depends on the other texts. */
    List<Answer<Likelihood>> likelihoods(List<String> texts);

    @Override
    void close();
}
