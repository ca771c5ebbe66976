package dev.atelier.inference;

/**
 * An answer with its token ids.
 *
 * @param tokens everything sampled, the end token included
 * @param meanLogprob of the sampled tokens, natural log, under the model's own distribution
 */
record Completion(int[] prompt, int[] tokens, String text, String finishReason, double meanLogprob) {}
