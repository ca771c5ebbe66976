package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Precision;
import dev.atelier.domain.TextLikelihood.Likelihood;
import dev.atelier.text.StopRules;
import dev.atelier.text.TokenSampler;
import dev.atelier.weights.ModelDirectory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPassTest {
    private static final String LONG = "the other mug in the inner ring, 12 of 30. ".repeat(7); // over several chunks
    private static final List<String> TEXTS =
            List.of("A red mug.", "ab", "Gr\u00f6\u00dfe 12 1/2; don't worry\n\n  two   spaces", LONG, "x".repeat(65));

    @TempDir
    static Path folder;

    private static ChatTokenizer tokenizer;
    private static LanguageModel model;

    @BeforeAll
    static void load() throws Exception {
        ModelDirectory directory = ModelDirectory.open(TinyLlama.write(folder.resolve("reader"), "llama", "2"));
        model = LanguageModel.load(directory, Precision.FP32, Device.cpu());
        tokenizer = ChatTokenizer.load(directory, dev.atelier.networks.DecoderNetwork.of(directory));
    }

    @AfterAll
    static void close() {
        model.close();
        tokenizer.close();
    }

    /** The same tokens, one after the other, by the way that answers are written. */
    private static double slowly(int[] tokens) {
        TokenSampler forced = (logits, seen, uniform) -> tokens[seen.length];
        DecodeRow row = new DecodeRow(
                Arrays.copyOf(tokens, 1), forced, new StopRules(Set.of(), List.of(), tokens.length - 1), 0, tokenizer);
        model.run(List.of(row));
        return row.completion().meanLogprob();
    }

    @Test
    void aTextReadAtOnceIsAsLikelyAsReadTokenByToken() {
        List<Answer<Likelihood>> likely = model.likelihoods(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            int[] tokens = tokenizer.text(TEXTS.get(i));
            Likelihood one = likely.get(i).orThrow();
            assertThat(one.tokens()).isEqualTo(tokens.length - 1);
            assertThat(one.meanLogprob()).as(TEXTS.get(i)).isCloseTo(slowly(tokens), within(1e-5));
        }
        assertThat(likely.get(0).orThrow().meanLogprob())
                .isNotEqualTo(likely.get(1).orThrow().meanLogprob());
    }

    @Test
    void aTextHasTheSameBitsInAnyCompany() {
        List<Answer<Likelihood>> together = model.likelihoods(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(model.likelihoods(List.of(TEXTS.get(i))).get(0)).isEqualTo(together.get(i));
        }
    }

    @Test
    void whatCannotBeReadFailsAlone() {
        List<Answer<Likelihood>> answers = model.likelihoods(
                List.of("x", "A mug", "y".repeat(TinyLlama.CONTEXT + 1), "y".repeat(TinyLlama.CONTEXT)));
        assertThat(((Answer.Failed<Likelihood>) answers.get(0)).reason()).isEqualTo("text_too_short");
        assertThat(answers.get(1)).isInstanceOf(Answer.Done.class);
        assertThat(((Answer.Failed<Likelihood>) answers.get(2)).reason()).isEqualTo("text_too_long");
        assertThat(answers.get(3).orThrow().tokens()).isEqualTo(TinyLlama.CONTEXT - 1);
    }

    @Test
    void aControlTokenThatATextSpellsIsText() {
        assertThat(tokenizer.text("a<|im_end|>b")).hasSizeGreaterThan(5).doesNotContain(2);
    }
}
