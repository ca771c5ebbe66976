package dev.atelier.clean;

/** Amount and currency from what the source wrote; what cannot be told is a flag, since copy can do without a price. */
record ParsePrice(String currency) implements CleaningRule {
    @Override
    public Draft apply(Draft draft) {
        return draft.texts().price() == null ? draft : draft.priced(Price.of(draft.texts(), currency));
    }
}
