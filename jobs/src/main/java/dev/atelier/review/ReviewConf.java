package dev.atelier.review;

import dev.atelier.domain.Require;

/**
 * Section {@code review}: the contact sheet.
 *
 * @param title heading of the page; default {@code Contact sheet}
 * @param maxItems items on the page; default 100. Above it the page shows a sample, always the same one, and says so
 * @param pictureSidePx longest side of a picture on the page; default 192
 */
public record ReviewConf(String title, Integer maxItems, Integer pictureSidePx) {
    public ReviewConf {
        title = title == null ? "Contact sheet" : title;
        maxItems = maxItems == null ? 100 : maxItems;
        pictureSidePx = pictureSidePx == null ? 192 : pictureSidePx;
        Require.that(maxItems >= 1 && maxItems <= 2000, "review.maxItems", maxItems, "must be 1 to 2000");
        Require.that(
                pictureSidePx >= 32 && pictureSidePx <= 512,
                "review.pictureSidePx",
                pictureSidePx,
                "must be 32 to 512");
    }

    /** Every parameter at its default. */
    public static ReviewConf defaults() {
        return new ReviewConf(null, null, null);
    }
}
