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
        String css,
        String script,
        String scriptSha256,
        String note,
        List<Fact> facts,
        List<Line> funnel,
        List<Card> cards,
        Totals totals,
        List<Lost> lost,
        String lostNote) {

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

    /**
     * One item.
     *
     * @param states words for the filter: {@code selected}, {@code rejected}, {@code flagged}, {@code empty}
     * @param otherPictures rejected ones, small beside the selected
     * @param rejected texts
     */
    record Card(
            String itemId,
            String name,
            String meta,
            String description,
            String licence,
            String source,
            String states,
            List<Fact> attributes,
            List<String> flags,
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
     * @param reason all of {@code reasons} in one line
     * @param checks measures that must be zero and are; empty for none
     */
    record Entry(
            String field,
            String verdict,
            int candidate,
            int rank,
            String score,
            String text,
            String picture,
            String alt,
            List<String> reasons,
            String reason,
            List<String> flags,
            List<Bar> bars,
            String checks,
            List<Fact> measures,
            List<Fact> recipe) {}

    /**
     * A measure with a threshold.
     *
     * @param at place of the value on the bar, 0 to 100
     * @param min place of the lower bound; null for none
     * @param max place of the upper bound; null for none
     */
    record Bar(String name, String value, String rule, String state, long at, Long min, Long max) {}
}
