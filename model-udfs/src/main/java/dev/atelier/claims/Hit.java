package dev.atelier.claims;

/**
 * A word or phrase of a list in a text.
 *
 * @param at its first token
 * @param length number of tokens
 * @param rest of a German compound, its other half, folded; else empty
 */
record Hit(Entry entry, int at, int length, String rest) {
    int end() {
        return at + length;
    }

    boolean is(Topic topic) {
        return entry.topic() == topic;
    }

    boolean is(Topic topic, String value) {
        return is(topic) && entry.value().equals(value);
    }
}
