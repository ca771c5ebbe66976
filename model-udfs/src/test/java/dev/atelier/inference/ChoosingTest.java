package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Chooser.Choice;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Precision;
import dev.atelier.weights.ModelDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoosingTest {
    private static final List<String> DIGITS = List.of("1", "2", "3", "4", "5");
    private static final String RUBRIC = "You judge copy for a shop. ".repeat(6);

    @TempDir
    static Path folder;

    private static ModelDirectory directory;
    private static LanguageModel model;

    @BeforeAll
    static void load() throws Exception {
        directory = ModelDirectory.open(TinyLlama.write(folder.resolve("judge"), "llama", "2"));
        model = LanguageModel.load(directory, Precision.FP32, Device.cpu());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Choice choice(String text) {
        return new Choice("Be strict.", RUBRIC + text, DIGITS);
    }

    private static double[] one(String text) {
        return model.choose(List.of(choice(text))).get(0).orThrow();
    }

    /** Every word that the tokenizer has, one after the other: then nothing is left. */
    @Test
    void allWordsTogetherAreSureAndTheLikeliestIsWhatGreedyWrites() {
        List<String> letters = IntStream.rangeClosed('!', '~')
                .mapToObj(c -> String.valueOf((char) c))
                .toList();
        double[] all =
                model.choose(List.of(new Choice(null, "A mug", letters))).get(0).orThrow();
        assertThat(Arrays.stream(all).sum()).isGreaterThan(0.1).isLessThanOrEqualTo(1 + 1e-6);
        Completion greedy = model.complete(List.of(Requests.greedy("r", null, "A mug", 1)))
                .get(0)
                .orThrow();
        double likeliest = StrictMath.exp(greedy.meanLogprob());
        assertThat(Arrays.stream(all).max().orElseThrow()).isLessThanOrEqualTo(likeliest + 1e-6);
        int at = letters.indexOf(greedy.text());
        if (at >= 0) {
            assertThat(all[at]).isCloseTo(likeliest, within(1e-6));
        }
    }

    @Test
    void aQuestionGetsTheSameBitsInAnyCompany() {
        List<String> texts = IntStream.range(0, 40)
                .mapToObj(i -> "text " + i + " of many".repeat(i % 7))
                .toList();
        List<Answer<double[]>> together =
                model.choose(texts.stream().map(ChoosingTest::choice).toList());
        for (int i = 0; i < texts.size(); i++) {
            assertThat(together.get(i).orThrow()).isEqualTo(one(texts.get(i)));
        }
        assertThat(one("text 1")).isNotEqualTo(one("text 2"));
    }

    @Test
    void aQuestionThatDoesNotFitFailsAlone() {
        List<Choice> choices = new ArrayList<>(List.of(choice("good"), choice("x".repeat(TinyLlama.CONTEXT))));
        List<Answer<double[]>> answers = model.choose(choices);
        assertThat(answers.get(0).orThrow()).isEqualTo(one("good"));
        assertThat(((Answer.Failed<double[]>) answers.get(1)).reason()).isEqualTo("prompt_too_long");
    }

    @Test
    void anAnswerOfSeveralTokensIsRefusedBeforeTheFirstRow() {
        assertThatThrownBy(() -> Models.check(
                        "judge", directory, List.of(new ModelUse.Choose("score.judge", true, List.of("1", "12")))))
                .hasMessage("Cannot do what score.judge asks: Invalid answer: 12"
                        + " (must be one token of the model's tokenizer)");
    }
}
