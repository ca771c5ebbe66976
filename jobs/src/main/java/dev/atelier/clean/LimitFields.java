package dev.atelier.clean;

/**
 * Bounds every text before any other rule reads it: what is longer is no product's data, and no rule, tokenizer or page shall
 * be held up by it.
 *
 * @param maxChars of a field or an attribute, in UTF-16 units
 * @param maxAttributes of a row
 */
record LimitFields(int maxChars, int maxAttributes) implements CleaningRule {
    @Override
    public Draft apply(Draft draft) {
        int attributes = draft.texts().attributes().size();
        if (attributes > maxAttributes) {
            return draft.reject(
                    "too_many_attributes",
                    "it has " + attributes + " attributes (at most " + maxAttributes + ", clean.maxAttributes)");
        }
        return draft.longerThan(maxChars)
                .map(field -> draft.reject(
                        "field_too_long",
                        "its " + field + " has more than " + maxChars
                                + " characters (shorten it in the source, or raise clean.maxFieldChars)"))
                .orElse(draft);
    }
}
