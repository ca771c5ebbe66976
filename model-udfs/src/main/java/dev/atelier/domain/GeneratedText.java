package dev.atelier.domain;

/**
 * What a language model answered.
 *
 * @param promptTokens tokens of the formatted chat
 * @param completionTokens tokens sampled, the end token included
 * @param finishReason {@code stop} (end token or stop string) or {@code length} (maxNewTokens reached)
 * @param meanLogprob mean natural-log probability of the sampled tokens under the unmodified distribution
 */
public record GeneratedText(
        String text, int promptTokens, int completionTokens, String finishReason, double meanLogprob) {}
