package dev.atelier.measures;

import static dev.atelier.measures.Subjects.item;
import static dev.atelier.measures.Subjects.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.Direction;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.TextEmbedder;
import dev.atelier.inference.SentenceModel;
import dev.atelier.weights.ModelDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With the real all-MiniLM-L6-v2; numbers of scripts/golden/compare_relevance.py's Python side. */
class RelevanceTest {
    private static final Item MUG = item(
            "Red enamel mug",
            "A mug of enamelled steel, 9 cm high.",
            new Attribute("colour", "red"),
            new Attribute("material", "enamel"));

    private static double relevance(Answer<Found> answer) {
        assertThat(answer.orThrow().flags()).isEmpty();
        assertThat(answer.orThrow().measures())
                .extracting(Measure::name)
                .containsExactly("relevance", "brief_relevance", "weakest_sentence");
        assertThat(answer.orThrow().direction()).isNotEmpty();
        return answer.orThrow().measures().get(0).value();
    }

    @Test
    void whatIsSaidOfTheItemIsNearerThanWhatIsNot() {
        Path folder = Path.of(System.getProperty("atelier.root"), ".cache/models/all-MiniLM-L6-v2");
        assertThat(folder).as("run scripts/models/fetch_sentences.sh first").exists();
        try (TextEmbedder model = SentenceModel.load(ModelDirectory.open(folder))) {
            Relevance scorer = new Relevance(new Sense(() -> model));
            scorer.prepare();
            List<Answer<Found>> found = scorer.score(List.of(
                    subject(MUG, "A red enamel mug that keeps tea warm."),
                    subject(MUG, "The stock market fell sharply on Tuesday."),
                    subject(item("Garden chair", null), "A red enamel mug that keeps tea warm.")));
            assertThat(relevance(found.get(0))).isCloseTo(0.7310274, within(1e-4));
            assertThat(relevance(found.get(1))).isCloseTo(-0.0478142, within(1e-4));
            assertThat(relevance(found.get(2))).isCloseTo(0.213526, within(1e-4));
        }
    }

    @Test
    void anItemsTextIsItsNameDescriptionAndAttributes() {
        assertThat(Relevance.text(MUG))
                .isEqualTo("Red enamel mug\nA mug of enamelled steel, 9 cm high.\ncolour: red\nmaterial: enamel");
        assertThat(Relevance.text(item("Lamp", " "))).isEqualTo("Lamp");
    }

    /** Counts, and fails on one text. */
    private static final class Counting implements TextEmbedder {
        private final List<String> asked = new ArrayList<>();

        @Override
        public List<float[]> embedTexts(List<String> texts) {
            asked.addAll(texts);
            if (texts.contains("bad")) {
                throw new RowFailure("not_embedded", "no");
            }
            return texts.stream().map(text -> new float[] {0, 1}).toList();
        }

        @Override
        public void close() {}
    }

    @Test
    void aTextThatCannotBeEmbeddedFailsAloneAndAnItemIsEmbeddedOnce() {
        Counting model = new Counting();
        Relevance scorer = new Relevance(new Sense(() -> model));
        scorer.prepare();
        List<Answer<Found>> found =
                scorer.score(List.of(subject(MUG, "one"), subject(MUG, "bad"), subject(MUG, "two")));
        assertThat(relevance(found.get(0))).isEqualTo(1);
        assertThat(found.get(1)).isEqualTo(new Answer.Failed<>("not_embedded", "no"));
        assertThat(relevance(found.get(2))).isEqualTo(1);
        assertThat(model.asked).containsExactlyInAnyOrder("one", "bad", "two", "Write", Relevance.text(MUG));
        assertThat(relevance(scorer.score(List.of(subject(MUG, "three"))).get(0)))
                .isEqualTo(1);
        assertThat(model.asked).hasSize(6);
    }

    @Test
    void withoutAModelNothingIsMeasuredButTheWordIsKnown() {
        Relevance scorer = new Relevance(new Sense(null));
        assertThat(scorer.usesModel()).isFalse();
        assertThat(scorer.score(List.of(subject(MUG, "one"))).get(0).orThrow().measures())
                .isEmpty();
        assertThat(Scorers.measures()).contains("relevance");
    }

    /** A vector for each text by its first letter. */
    private static final TextEmbedder BY_FIRST_LETTER = new TextEmbedder() {
        @Override
        public List<float[]> embedTexts(List<String> texts) {
            return texts.stream()
                    .map(text -> text.startsWith("A") ? new float[] {1, 0} : new float[] {0.6f, 0.8f})
                    .toList();
        }

        @Override
        public void close() {}
    };

    @Test
    void coherenceIsTheMeanOverNeighbouringSentences() {
        Coherence scorer = new Coherence(new Sense(() -> BY_FIRST_LETTER));
        scorer.prepare();
        List<Double> values = scorer
                .score(List.of(
                        subject(MUG, "A mug. A cup! Both hold tea."),
                        subject(MUG, "A mug for e.g. tea."),
                        subject(MUG, "")))
                .stream()
                .map(answer -> answer.orThrow().measures().get(0).value())
                .toList();
        assertThat(values.get(0)).isCloseTo((1 + 0.6) / 2, within(1e-6));
        assertThat(values.get(1)).isEqualTo(1);
        assertThat(values.get(2)).isEqualTo(1);
    }

    @Test
    void aDirectionKeepsTheCosine() {
        float[] a = {0.1f, -0.7f, 0.3f};
        float[] b = {0.2f, -0.1f, 0.9f};
        double exact = Sense.dot(a, b) / Math.sqrt(Sense.dot(a, a) * Sense.dot(b, b));
        assertThat(Direction.cosine(Direction.of(a), Direction.of(b))).isCloseTo(exact, within(0.01));
        assertThat(Direction.of(a)).containsExactly(18, -127, 54);
        assertThat(Direction.cosine(Direction.of(new float[3]), Direction.of(b)))
                .isZero();
    }
}
