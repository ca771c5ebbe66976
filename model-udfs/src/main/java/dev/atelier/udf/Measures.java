package dev.atelier.udf;

import java.util.List;

/** The words for what is measured, as they stand in table {@code scores} and in a configuration's thresholds. */
public final class Measures {
    // texts
    public static final String PERPLEXITY = "perplexity";
    public static final String WORDS = "words";
    public static final String SENTENCES = "sentences";
    public static final String CHARACTERS = "characters";
    public static final String REPETITION = "repetition";
    public static final String DISTINCT_2 = "distinct_2";
    public static final String LOOP = "loop";
    public static final String ATTRIBUTE_COVERAGE = "attribute_coverage";
    public static final String UNSUPPORTED_NUMBERS = "unsupported_numbers";
    public static final String BLOCKLIST_HITS = "blocklist_hits";
    public static final String TRUNCATED = "truncated";
    public static final String PROMPT_ECHO = "prompt_echo";
    public static final String BLEU = "bleu";
    public static final String ROUGE_1 = "rouge_1";
    public static final String ROUGE_2 = "rouge_2";
    public static final String ROUGE_L = "rouge_l";
    // pictures
    public static final String CLIP_SCORE = "clip_score";
    public static final String SHARPNESS = "sharpness";
    public static final String CONTRAST = "contrast";
    public static final String BLANKNESS = "blankness";
    public static final String COLOURFULNESS = "colourfulness";
    public static final String ENTROPY = "entropy";
    public static final String DROPPED_PROMPT_WORDS = "dropped_prompt_words";
    /** Found by the selection, which sees all candidates of an item: perceptual-hash bits to the nearest of them. */
    public static final String NEAREST_SIBLING = "nearest_sibling";

    /** All of them. */
    public static final List<String> ALL = List.of(
            PERPLEXITY,
            WORDS,
            SENTENCES,
            CHARACTERS,
            REPETITION,
            DISTINCT_2,
            LOOP,
            ATTRIBUTE_COVERAGE,
            UNSUPPORTED_NUMBERS,
            BLOCKLIST_HITS,
            TRUNCATED,
            PROMPT_ECHO,
            BLEU,
            ROUGE_1,
            ROUGE_2,
            ROUGE_L,
            CLIP_SCORE,
            SHARPNESS,
            CONTRAST,
            BLANKNESS,
            COLOURFULNESS,
            ENTROPY,
            DROPPED_PROMPT_WORDS,
            NEAREST_SIBLING);

    private Measures() {}
}
