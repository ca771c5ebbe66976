package dev.atelier.domain;

/**
 * What a diffusion model drew, before any finishing.
 *
 * @param promptTokens tokens of the prompt with start and end
 * @param truncatedPrompt the words that the text encoder never saw because the prompt was too long; empty for none
 */
public record GeneratedImage(Pixels pixels, int promptTokens, String truncatedPrompt) {}
