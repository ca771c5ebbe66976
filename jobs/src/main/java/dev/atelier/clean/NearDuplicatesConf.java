package dev.atelier.clean;

import dev.atelier.domain.Require;
import dev.atelier.stage.Nearest;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Section {@code clean.nearDuplicates}.
 *
 * @param enabled default true
 * @param threshold Jaccard similarity of the word shingles of name and description from which two rows are near
 *     duplicates, 0 to 1; default 0.8
 * @param shingleWords words in a shingle; default 2
 * @param bands default 20, and
 * @param rowsPerBand default 4: pairs of similarity s share a band with probability 1 - (1 - s^rows)^bands, which is
 *     99.998 % at 0.8 and 73 % at 0.5 (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4.2)
 * @param distinguishing columns that make two rows different products when both have them and they differ: a field of
 *     {@link dev.atelier.domain.Item} ({@code sku}, {@code brand}, {@code price} ...), an attribute, or {@code gtin} (an
 *     attribute whose name has gtin, ean, upc, isbn, asin, barcode ... as a word, or a sku that is one). A sku only tells
 *     rows of one file apart, or rows whose skus have one form: another shop has numbers of its own. Whatever stands here,
 *     names that differ in a number, or in a word that is neither a filler (new, the, sale) nor the brand nor misspelt, are
 *     different products. Default sku, gtin, colour, size
 */
public record NearDuplicatesConf(
        Boolean enabled,
        Double threshold,
        Integer shingleWords,
        Integer bands,
        Integer rowsPerBand,
        List<String> distinguishing)
        implements Serializable {
    public NearDuplicatesConf {
        enabled = enabled == null || enabled;
        threshold = threshold == null ? 0.8 : threshold;
        Require.that(
                threshold > 0 && threshold <= 1, "clean.nearDuplicates.threshold", threshold, "must be above 0, to 1");
        shingleWords = shingleWords == null ? 2 : shingleWords;
        Require.within(shingleWords, 1, 10, "clean.nearDuplicates.shingleWords");
        bands = bands == null ? 20 : bands;
        Require.within(bands, 1, 200, "clean.nearDuplicates.bands");
        rowsPerBand = rowsPerBand == null ? 4 : rowsPerBand;
        Require.within(rowsPerBand, 1, 50, "clean.nearDuplicates.rowsPerBand");
        distinguishing = distinguishing == null
                ? List.of("sku", "gtin", "colour", "size")
                : distinguishing.stream().map(d -> d.toLowerCase(Locale.ROOT)).toList();
    }

    /** Refuses a distinguishing name that is no field and none of these attributes. */
    public void check(Set<String> attributes) {
        Set<String> known = new TreeSet<>(attributes);
        known.addAll(Identity.COLUMNS);
        for (String name : distinguishing) {
            Require.that(
                    known.contains(name),
                    "clean.nearDuplicates.distinguishing",
                    name,
                    "no source has it; did you mean " + Nearest.of(name, known) + "? known: " + String.join(", ", known)
                            + "; map it under attributes of a source, or leave it out");
        }
    }

    public static NearDuplicatesConf defaults() {
        return new NearDuplicatesConf(null, null, null, null, null, null);
    }
}
