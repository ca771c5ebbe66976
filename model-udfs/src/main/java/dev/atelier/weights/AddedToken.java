package dev.atelier.weights;

/**
 * A token that the tokenizer finds in a text before everything else.
 *
 * @param special a marker rather than text: it is left out when ids become text
 */
public record AddedToken(int id, String content, boolean special) {}
