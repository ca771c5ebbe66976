package dev.atelier.chat;

/** What one rendering may still use. A template is data of strangers: it must end, soon, and stay small. */
final class Budget {
    /** The largest published templates take some thousand steps for one conversation. */
    private static final long MOST_STEPS = 2_000_000;
    /** Of any text: above the context of any model. */
    private static final int MOST_CHARACTERS = 1 << 22;
    /** Items of a list or a range. */
    private static final int MOST_ITEMS = 100_000;
    /** Of expressions, statements and macros inside each other. */
    static final int MOST_DEPTH = 200;

    private long steps;
    private int depth;

    /** @param units 1 for a step; a long text costs more */
    void spend(long units) {
        steps += units;
        if (steps > MOST_STEPS) {
            throw new TemplateException("takes more than " + MOST_STEPS + " steps");
        }
    }

    void enter() {
        spend(1);
        if (++depth > MOST_DEPTH) {
            throw new TemplateException("goes deeper than " + MOST_DEPTH + " levels");
        }
    }

    void leave() {
        depth--;
    }

    static void mayBeLong(long characters) {
        if (characters > MOST_CHARACTERS) {
            throw new TemplateException("makes a text of more than " + MOST_CHARACTERS + " characters");
        }
    }

    static void mayHold(long items) {
        if (items > MOST_ITEMS) {
            throw new TemplateException("makes a list of more than " + MOST_ITEMS + " items");
        }
    }
}
