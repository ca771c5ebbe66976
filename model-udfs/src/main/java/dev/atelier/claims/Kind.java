package dev.atelier.claims;

import java.util.Locale;

/** What a claim is about. */
public enum Kind {
    /** An amount with a unit, a count, a price, a share, a year of foundation. */
    NUMBER,
    MATERIAL,
    COLOUR,
    /** What clothes, shoes, beds and paper come in, such as {@code XL} or {@code EU 41}. */
    SIZE,
    /** Where a thing comes from. */
    PLACE,
    BRAND,
    /** A mark, a test or what a thing is fit for or free of, such as {@code FSC} or {@code dishwasher safe}. */
    CERTIFICATE,
    /** Also what is promised without a limit, such as {@code guaranteed}. */
    SUPERLATIVE;

    /** As it stands in flags and lists. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
