package dev.atelier.clean;

/** The part in which two texts differ, with a little before it; bounded. Null of a text that is none. */
record Excerpt(String before, String after) {
    /** Most characters of each. */
    static final int MOST_CHARS = 200;

    private static final int LEAD_CHARS = 20;

    static Excerpt of(String before, String after) {
        int start = before == null || after == null ? 0 : Math.max(0, sameStart(before, after) - LEAD_CHARS);
        return new Excerpt(from(before, start), from(after, start));
    }

    private static String from(String text, int start) {
        if (text == null) {
            return null;
        }
        int begin = insidePair(text, start) ? start - 1 : start;
        int end = Math.min(text.length(), begin + MOST_CHARS);
        end = insidePair(text, end) ? end - 1 : end;
        return (begin > 0 ? "…" : "") + text.substring(begin, end) + (end < text.length() ? "…" : "");
    }

    private static boolean insidePair(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }

    /** Characters at the beginning that both have. */
    static int sameStart(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    /** Characters at the end that both have, none of the first {@code start}. */
    static int sameEnd(String one, String other, int start) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) - start
                && one.charAt(one.length() - 1 - same) == other.charAt(other.length() - 1 - same)) {
            same++;
        }
        return same;
    }
}
