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

/**
 * OpenNLP's language model (maximum entropy over which n-grams of one to three UTF-16 units a text has), laid out for
 * speed: an n-gram is a number, its weights stand in one array. The confidences are those of OpenNLP's own detector, which
 * makes an object of each n-gram and takes eight times as long.
 */
final class LanguageScores {
    private static final int LONGEST = 3;
    /** So far below the best a language has a confidence below 1e-17. */
    private static final double NOTHING = 40;

    private final String[] labels;
    /**
     * Open addressing, two numbers a slot: an n-gram, 0 where the slot is empty, and where its weights begin, with their count
     * in the last byte.
     */
    private final long[] slots;

    private final byte[] language;
    private final double[] weight;
    private final ThreadLocal<Seen> seen;

    /** Which n-grams a text had already: a bit for each slot, few enough to stay close to a core. */
    private static final class Seen {
        private final long[] bits;
        private int[] set = new int[1024];
        private int count;

        Seen(int slots) {
            bits = new long[slots / 2 / Long.SIZE];
        }

        boolean add(int slot) {
            int at = slot / 2 / Long.SIZE;
            long bit = 1L << (slot / 2);
            if ((bits[at] & bit) != 0) {
                return false;
            }
            bits[at] |= bit;
            if (count == set.length) {
                set = Arrays.copyOf(set, 2 * count);
            }
            set[count++] = at;
            return true;
        }

        void clear() {
            for (int i = 0; i < count; i++) {
                bits[set[i]] = 0;
            }
            count = 0;
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
        Map<String, Context> contexts = (Map<String, Context>) parts[1];
        labels = (String[]) parts[2];
        int capacity = Integer.highestOneBit(2 * contexts.size()); // at least half of it stays in a core's cache
        slots = new long[2 * capacity];
        int all =
                contexts.values().stream().mapToInt(w -> w.getOutcomes().length).sum();
        language = new byte[all];
        weight = new double[all];
        fill(contexts);
        seen = ThreadLocal.withInitial(() -> new Seen(slots.length));
    }

    private void fill(Map<String, Context> contexts) {
        int at = 0;
        for (Map.Entry<String, Context> entry : contexts.entrySet()) {
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
            slots[slot] = key;
            slots[slot + 1] = (long) at << Byte.SIZE | entry.getValue().getOutcomes().length;
            for (int i = 0; i < entry.getValue().getOutcomes().length; i++) {
                language[at] = (byte) entry.getValue().getOutcomes()[i];
                weight[at++] = entry.getValue().getParameters()[i];
            }
        }
    }

    /** What the model calls its languages, ISO 639-3. */
    List<String> labels() {
        return Arrays.asList(labels);
    }

    /** Confidence, 0 to 1, that the text is in the language of each label. They add up to one. */
    double[] of(String text) {
        double[] sums = new double[labels.length];
        Seen ofText = seen.get();
        String plain = LanguageText.of(text);
        for (int i = 0; i < plain.length(); i++) {
            long ngram = 0;
            for (int j = i; j < Math.min(plain.length(), i + LONGEST); j++) {
                ngram = longer(ngram, Character.toLowerCase(plain.charAt(j)));
                add(ngram, ofText, sums);
            }
        }
        ofText.clear();
        return softmax(sums);
    }

    private void add(long ngram, Seen ofText, double[] sums) {
        int slot = slot(ngram);
        if (slots[slot] == 0 || !ofText.add(slot)) {
            return;
        }
        int from = (int) (slots[slot + 1] >>> Byte.SIZE);
        int to = from + (int) (slots[slot + 1] & 0xff);
        for (int w = from; w < to; w++) {
            sums[language[w]] += weight[w];
        }
    }

    private static double[] softmax(double[] sums) {
        double greatest = Arrays.stream(sums).max().orElse(0);
        double total = 0;
        for (int i = 0; i < sums.length; i++) {
            sums[i] = greatest - sums[i] > NOTHING ? 0 : StrictMath.exp(sums[i] - greatest);
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
        int slot = (int) ((ngram * 0x9E3779B97F4A7C15L) >>> 39) & (slots.length - 2);
        while (slots[slot] != 0 && slots[slot] != ngram) {
            slot = (slot + 2) & (slots.length - 2);
        }
        return slot;
    }
}
