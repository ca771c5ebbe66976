package dev.atelier.review;

import java.util.List;

/**
 * What the page shows, as its template {@code sheet.html} names it. Everything is plain text; the template escapes it.
 *
 * @param note what a reader must know about what is missing; empty for nothing
 */
record Sheet(
        String title,
        String runId,
        Assets assets,
        String note,
        List<Fact> facts,
        List<Line> funnel,
        List<Card> cards,
        Totals totals,
        List<Lost> lost,
        String lostNote) {

    /** What the page is made with; its Content-Security-Policy names the script's digest. */
    record Assets(String css, String script, String scriptSha256) {}

    /** Something true of the whole run. */
    record Fact(String name, String value) {}

    /** One stage of the funnel; shares are whole percent of the rows that came in. */
    record Line(
            String stage,
            long in,
            long kept,
            long rejected,
            long failed,
            long reused,
            String seconds,
            long keptShare,
            long rejectedShare,
            long failedShare) {}

    record Totals(int items, long selected, long rejected, int flagged) {}

    /** A row that never became a candidate. */
    record Lost(String rowId, String stage, String fate, String reasons, String message) {}

    /** What the catalogue says of an item. */
    record About(
            String itemId,
            String name,
            String meta,
            String description,
            String licence,
            String source,
            List<Fact> attributes,
            List<String> flags) {}

    /**
     * One item.
     *
     * @param states words for the filter: {@code selected}, {@code rejected}, {@code flagged}, {@code empty}
     * @param otherPictures rejected ones, small beside the selected
     * @param rejected texts
     */
    record Card(
            About about,
            String states,
            List<Entry> pictures,
            List<Entry> otherPictures,
            List<Entry> texts,
            List<String> unfilled,
            List<Entry> rejected) {
        int rejectedCount() {
            return rejected.size();
        }

        boolean anyRejected() {
            return !rejected.isEmpty();
        }
    }

    /**
     * One candidate.
     *
     * @param picture data URI; null for text
     * @param why sentences: why it was selected, or not
     */
    record Entry(
            String field,
            int candidate,
            int rank,
            String text,
            String picture,
            String alt,
            String why,
            List<String> flags,
            Numbers numbers,
            List<Fact> recipe) {}

    /**
     * What was measured.
     *
     * @param checks measures that must be zero and are; empty for none
     * @param measures those without a threshold
     */
    record Numbers(List<Bar> bars, String checks, List<Fact> measures) {}

    /**
     * A measure with a threshold.
     *
     * @param at place of the value on the bar, 0 to 100
     * @param min place of the lower bound; null for none
     * @param max place of the upper bound; null for none
     */
    record Bar(String name, String value, String rule, String state, long at, Long min, Long max) {}
}
