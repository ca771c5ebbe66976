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
        Require.within(maxItems, 1, 2000, "review.maxItems");
        Require.within(pictureSidePx, 32, 512, "review.pictureSidePx");
    }

    /** Every parameter at its default. */
    public static ReviewConf defaults() {
        return new ReviewConf(null, null, null);
    }
}
