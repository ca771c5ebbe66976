package dev.atelier.select;

import dev.atelier.domain.Direction;
import dev.atelier.text.Bleu;
import dev.atelier.text.TextMetrics;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How unlike the selected texts of one field are, over a whole run.
 *
 * @param texts selected
 * @param sampled that the numbers are of: those with the lowest artifact ids, which are digests
 * @param distinct1 different words over all words; distinct2 the same of pairs (Li et al. 2016, over all texts together)
 * @param selfBleu mean BLEU of a text with all others as references, 0 to 100 (Zhu et al. 2018); null for a single text
 * @param spread 1 less the mean cosine of the embeddings of two texts; null without {@code score.sentences}, or for a single text
 */
public record FieldDiversity(
        String field, long texts, int sampled, double distinct1, double distinct2, Double selfBleu, Double spread) {
    /** A text of the sample. */
    record Sampled(String text, byte[] direction) {}

    static FieldDiversity of(String field, long texts, List<Sampled> sample) {
        List<String> all = sample.stream().map(Sampled::text).toList();
        double selfBleu = Bleu.defaults().eachAgainstTheOthers(all).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return new FieldDiversity(
                field,
                texts,
                all.size(),
                TextMetrics.distinct(all, 1),
                TextMetrics.distinct(all, 2),
                all.size() < 2 ? null : selfBleu / all.size(),
                spread(sample));
    }

    private static Double spread(List<Sampled> sample) {
        List<byte[]> directions =
                sample.stream().map(Sampled::direction).filter(Objects::nonNull).toList();
        if (directions.size() < 2 || directions.size() < sample.size()) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < directions.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += Direction.cosine(directions.get(i), directions.get(j));
            }
        }
        return 1 - sum / (directions.size() * (directions.size() - 1) / 2.0);
    }

    /** For people: {@code 70 texts: 0.41 of words and 0.83 of pairs are different, self-BLEU 21.3, spread 0.62}. */
    public String told() {
        String of = sampled < texts ? sampled + " of " + texts + " texts" : texts + (texts == 1 ? " text" : " texts");
        return of
                + String.format(Locale.ROOT, ": %.2f of words and %.2f of pairs are different", distinct1, distinct2)
                + (selfBleu == null ? "" : String.format(Locale.ROOT, ", self-BLEU %.1f", selfBleu))
                + (spread == null ? "" : String.format(Locale.ROOT, ", spread %.2f", spread));
    }
}
