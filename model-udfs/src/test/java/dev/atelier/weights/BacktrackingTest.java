package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.weights.Backtracking.Cost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BacktrackingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // GPT-2, RoBERTa
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                // cl100k, Llama 3
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                // Qwen2
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                // o200k
                "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                // Mistral's Tekken
                "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                // DeepSeek V3
                "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "[一-龥\u0800-一가-\ud7ff]+",
                "\\s?[A-Za-zµÀ-ÖØ-öø-ƺ]+",
                // CLIP
                "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+",
                // BLOOM
                " ?[^(\\s|[.,!?…。，、।۔،])]+",
                "\\p{N}{1,3}",
                "[0-9][0-9][0-9]",
                "(?:\\r?\\n)",
                "\\d",
                "\\s+",
                " {2,}",
                "[\\r\\n]"
            })
    void publishedOnesTakeTimeAsTheTextGrows(String regex) {
        assertThat(Backtracking.of(regex)).isEqualTo(new Cost(true, regex.equals(" {2,}") ? 2 : shortest(regex)));
    }

    private static int shortest(String regex) {
        return regex.equals("[0-9][0-9][0-9]") ? 3 : 1;
    }

    /** Slow on a text made for it, without end on none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ab]+c",
                "\\s+$",
                "\\s+(?!\\S)",
                "\\d+(?:[.,]\\d{2})",
                "(?=a*b)a",
                "a{20,}b",
                "\\p{N}{1,3}(?=(?:\\p{N}{3})*(?:\\P{N}|$))"
            })
    void someTakeItsSquare(String regex) {
        assertThat(Backtracking.of(regex).linear()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "(a+)+$ ! a quantifier repeats what is itself of many lengths",
                "(a*)*b ! of many lengths",
                "(a|a)*b ! of many lengths",
                "(?:a|aa)+$ ! of many lengths",
                "(?:a?){64} ! of many lengths",
                "((a+))+c ! of many lengths",
                "(?:(?:x|y)*z)+ ! of many lengths",
                "(?>a+)*b ! of many lengths",
                "([a-z]+\\d?)*$ ! of many lengths",
                "(.*,){30}x ! of many lengths",
                "a**b ! repeats a quantifier",
                "a{2}{3} ! repeats a quantifier",
                "a{9}+ ! repeats a quantifier",
                "a*a*a*b ! in too many ways",
                "\\s*\\s*x ! in too many ways",
                ".*.*=.* ! in too many ways",
                "(?:a*b?)(?:c*)d ! in too many ways",
                "a{100000} ! more than 1000 times",
                "(a{999}){1001} ! more than 1000 times",
                "a?a?a?a?a?a?a?a?a?a?a?b ! in too many ways",
                "(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)b ! in too many ways",
                "(?:a{0,15})(?:a{0,15})(?:a{0,15})b ! in too many ways",
                "(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)a*b ! in too many ways",
                "(a+)\\1b ! \\1 is not implemented",
                "(?<x>a)\\k<x> ! named groups are not implemented",
                "(?<x>a\\g<x>?b?)+c ! named groups",
                "\\g<0> ! \\g is not implemented",
                "(?(1)a|b) ! not implemented",
                "(?~ab) ! not implemented",
                "(?x)a *  * ! not implemented",
                "\\X ! \\X is not implemented",
                "(a ! a ( is not closed",
                "a) ! a ) closes nothing",
                "[a ! a [ is not closed",
                "*a ! repeats nothing",
                "\\p{L ! a { is not closed"
            })
    void whatMayBacktrackForLongIsRefused(String regex, String reason) {
        assertThatThrownBy(() -> Backtracking.of(regex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 3_000, 100_000})
    void deepOrLongOnesOverflowNoStack(int groups) {
        String regex = "(".repeat(groups) + "a" + ")".repeat(groups);
        assertThatThrownBy(() -> Backtracking.of(regex)).hasMessageMatching(".*(deep|more than 4096 characters)");
    }
}
