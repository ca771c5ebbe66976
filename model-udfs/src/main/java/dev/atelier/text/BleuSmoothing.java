package dev.atelier.text;

import java.util.Locale;

/** What BLEU takes for an order of n-grams of which none is right (Chen and Cherry 2014); sacrebleu's words and defaults. */
public enum BleuSmoothing {
    /** Zero, so that the whole is zero. */
    NONE(null),
    /** So many right ones in place of none. */
    FLOOR(0.1),
    /** So many more right ones and so many more in all, from the second order on. */
    ADD_K(1.0),
    /** A half, a quarter, an eighth ... of a right one. */
    EXP(null);

    /** Null where there is no number to set. */
    final Double value;

    BleuSmoothing(Double value) {
        this.value = value;
    }

    /** As it stands in configurations and signatures: {@code add-k}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
