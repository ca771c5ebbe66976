package dev.atelier.measures;

import dev.atelier.domain.ModelRef;
import dev.atelier.domain.TextEmbedder;
import dev.atelier.worker.ModelSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sentence embeddings of one task, for all scorers that compare meaning: what one of them asked for is there for the
 * next. A text goes in alone, so that its vector depends on nothing else.
 */
final class Sense {
    /** Vectors that are kept for other candidates and scorers: 1.5 MB at 384 numbers each. */
    private static final int MOST_KNOWN = 1_000;

    private final Lent<TextEmbedder> lent;
    private final Map<String, float[]> known = new LinkedHashMap<>(MOST_KNOWN, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /** @param source null for none */
    Sense(ModelSource<TextEmbedder> source) {
        this.lent = new Lent<>(source, "score.sentences");
    }

    boolean isThere() {
        return lent.isThere();
    }

    /** Null where nothing tells the model from another. */
    ModelRef model() {
        return lent.ref().orElse(null);
    }

    void prepare() {
        lent.prepare();
    }

    /**
     * Of length 1.
     *
     * @throws dev.atelier.domain.RowFailure if the model cannot read it
     */
    float[] vector(String text) {
        float[] before = known.get(text);
        if (before != null) {
            return before;
        }
        float[] vector = lent.model().embedTexts(List.of(text)).get(0);
        known.put(text, vector);
        return vector;
    }

    double cosine(String text, String other) {
        return dot(vector(text), vector(other));
    }

    /** Of vectors of length 1 it is the cosine; summed in double, in order. */
    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
