package dev.atelier.clean;

/** Amount and currency from what the source wrote; {@code price_unreadable} is a flag, since copy can do without one. */
record ParsePrice(String defaultCurrency) implements CleaningRule {
    @Override
    public Draft apply(Draft draft) {
        String text = draft.texts().price();
        if (text == null) {
            return draft;
        }
        return Price.parse(text, defaultCurrency).map(draft::priced).orElseGet(() -> draft.flag("price_unreadable"));
    }
}
