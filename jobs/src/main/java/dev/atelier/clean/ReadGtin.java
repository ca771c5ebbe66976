package dev.atelier.clean;

import dev.atelier.domain.Gtin;

/** A number of the trade as its digits, where the check digit is right; any other goes, with the flag {@code gtin_invalid}. */
record ReadGtin() implements CleaningRule {
    @Override
    public Draft apply(Draft draft) {
        if (draft.texts().gtin() == null) {
            return draft;
        }
        String digits = NumberText.plain(draft.texts().gtin()).replaceAll("[ -]", "");
        return Gtin.isValid(digits)
                ? draft.mapField("gtin", written -> digits)
                : draft.mapField("gtin", written -> null).flag("gtin_invalid");
    }
}
