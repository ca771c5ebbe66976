package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedWordsTest {
    @Test
    void wordsInQuotationMarks() {
        assertThat(QuotedWords.in("a shop sign that says \"Grand Opening\", and “SALE”"))
                .containsExactly("grand", "opening", "sale");
        assertThat(QuotedWords.in("ein Schild „Frische Brötchen“ und «7 Uhr»"))
                .containsExactly("frische", "brötchen", "7", "uhr");
        assertThat(QuotedWords.in("a red mug, the painter's best")).isEmpty();
        assertThat(QuotedWords.in("")).isEmpty();
    }

    @Test
    void aMarkThatIsLeftOpenOpensNothing() {
        assertThat(QuotedWords.in("a board of 12\" " + "wide ".repeat(30) + " with \"TEA\""))
                .containsExactly("tea");
        assertThat(QuotedWords.in("a 12\" board")).isEmpty();
        assertThat(QuotedWords.in("\"".repeat(60_000))).isEmpty();
    }

    @Test
    void wordsHaveOneForm() {
        assertThat(QuotedWords.words("ＣＡＦÉ-Bar 24/7!")).containsExactly("café", "bar", "24", "7");
        assertThat(QuotedWords.words(" ... ")).isEmpty();
    }
}
