package dev.atelier.clean;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.util.normalizer.AggregateCharSequenceNormalizer;
import opennlp.tools.util.normalizer.CharSequenceNormalizer;
import opennlp.tools.util.normalizer.EmojiCharSequenceNormalizer;
import opennlp.tools.util.normalizer.NumberCharSequenceNormalizer;
import opennlp.tools.util.normalizer.ShrinkCharSequenceNormalizer;
import opennlp.tools.util.normalizer.TwitterCharSequenceNormalizer;
import opennlp.tools.util.normalizer.UrlCharSequenceNormalizer;

/**
 * OpenNLP's language model (maximum entropy over which n-grams of one to three UTF-16 units a text has), laid out for
 * speed: an n-gram is a number, its weights stand in one array. The confidences are those of OpenNLP's own detector, which
 * makes an object of each n-gram and takes eight times as long.
 */
final class LanguageScores {
    private static final int LONGEST = 3;
    private static final CharSequenceNormalizer NORMALISED = new AggregateCharSequenceNormalizer(
            EmojiCharSequenceNormalizer.getInstance(),
            UrlCharSequenceNormalizer.getInstance(),
            TwitterCharSequenceNormalizer.getInstance(),
            NumberCharSequenceNormalizer.getInstance(),
            ShrinkCharSequenceNormalizer.getInstance());

    private final String[] labels;
    /** Open addressing: n-grams (0 where the place is empty), and the place of each among the weights. */
    private final long[] ngrams;

    private final int[] place;
    /** Of n-gram {@code p}: {@code first[p]} up to {@code first[p + 1]} in the arrays of weights. */
    private final int[] first;

    private final byte[] language;
    private final double[] weight;
    private final ThreadLocal<Seen> seen;

    /** Which n-grams a text had already, without clearing. */
    private static final class Seen {
        private final int[] in;
        private int text;

        Seen(int size) {
            in = new int[size];
        }

        boolean add(int p) {
            boolean isNew = in[p] != text;
            in[p] = text;
            return isNew;
        }
    }

    /** The model, 10 MB, once per JVM. */
    private static final class OfOpenNlp {
        private static final LanguageScores SCORES = load();

        private static LanguageScores load() {
            try (InputStream in = LanguageScores.class.getResourceAsStream("/langdetect-183.bin")) {
                return new LanguageScores((AbstractModel) new LanguageDetectorModel(in).getMaxentModel());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the language model in the jar", e);
            }
        }
    }

    static LanguageScores ofOpenNlp() {
        return OfOpenNlp.SCORES;
    }

    private LanguageScores(AbstractModel model) {
        Object[] parts = model.getDataStructures();
        @SuppressWarnings("unchecked")
        Map<String, Context> weights = (Map<String, Context>) parts[1];
        labels = (String[]) parts[2];
        int capacity = Integer.highestOneBit(2 * weights.size()); // at least half of it stays in a core's cache
        ngrams = new long[capacity];
        place = new int[capacity];
        first = new int[weights.size() + 1];
        int all =
                weights.values().stream().mapToInt(w -> w.getOutcomes().length).sum();
        language = new byte[all];
        weight = new double[all];
        fill(weights);
        seen = ThreadLocal.withInitial(() -> new Seen(weights.size()));
    }

    private void fill(Map<String, Context> weights) {
        int p = 0;
        int at = 0;
        for (Map.Entry<String, Context> entry : weights.entrySet()) {
            String ngram = entry.getKey();
            if (ngram.isEmpty() || ngram.length() > LONGEST || labels.length > Byte.MAX_VALUE) {
                throw new IllegalStateException("Language model with n-gram \"" + ngram + "\" and " + labels.length
                        + " languages (at most " + LONGEST + " characters and " + Byte.MAX_VALUE + " are known)");
            }
            long key = 0;
            for (int i = 0; i < ngram.length(); i++) {
                key = longer(key, ngram.charAt(i));
            }
            int slot = slot(key);
            ngrams[slot] = key;
            place[slot] = p;
            first[p] = at;
            for (int i = 0; i < entry.getValue().getOutcomes().length; i++) {
                language[at] = (byte) entry.getValue().getOutcomes()[i];
                weight[at++] = entry.getValue().getParameters()[i];
            }
            p++;
        }
        first[p] = at;
    }

    /** What the model calls its languages, ISO 639-3. */
    List<String> labels() {
        return Arrays.asList(labels);
    }

    /** Confidence, 0 to 1, that the text is in the language of each label. They add up to one. */
    double[] of(String text) {
        double[] sums = new double[labels.length];
        Seen ofText = seen.get();
        ofText.text++;
        CharSequence plain = NORMALISED.normalize(text);
        for (int i = 0; i < plain.length(); i++) {
            long ngram = 0;
            for (int j = i; j < Math.min(plain.length(), i + LONGEST); j++) {
                ngram = longer(ngram, Character.toLowerCase(plain.charAt(j)));
                add(ngram, ofText, sums);
            }
        }
        return softmax(sums);
    }

    private void add(long ngram, Seen ofText, double[] sums) {
        int slot = slot(ngram);
        if (ngrams[slot] == 0 || !ofText.add(place[slot])) {
            return;
        }
        for (int w = first[place[slot]]; w < first[place[slot] + 1]; w++) {
            sums[language[w]] += weight[w];
        }
    }

    private static double[] softmax(double[] sums) {
        double greatest = Arrays.stream(sums).max().orElse(0);
        double total = 0;
        for (int i = 0; i < sums.length; i++) {
            sums[i] = StrictMath.exp(sums[i] - greatest);
            total += sums[i];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= total;
        }
        return sums;
    }

    /** Never 0, and no two n-grams are one number: a character counts from one. */
    private static long longer(long ngram, char next) {
        return ngram << 17 | (next + 1);
    }

    /** Where the n-gram is, or the empty place where it would be. */
    private int slot(long ngram) {
        int slot = (int) ((ngram * 0x9E3779B97F4A7C15L) >>> 40) & (ngrams.length - 1);
        while (ngrams[slot] != 0 && ngrams[slot] != ngram) {
            slot = (slot + 1) & (ngrams.length - 1);
        }
        return slot;
    }
}
