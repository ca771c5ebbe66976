package dev.atelier.clean;

/** A row without a name cannot be sold, one without a description cannot be written about. */
record RequireFields(int minDescriptionChars) implements CleaningRule {
    @Override
    public Draft apply(Draft draft) {
        if (draft.texts().name() == null || draft.texts().name().codePoints().noneMatch(Character::isLetter)) {
            return draft.reject("missing_name", "name is empty or has no letter (fill it in the source)");
        } else if (draft.texts().description() == null && minDescriptionChars > 0) {
            return draft.reject(
                    "missing_description",
                    "description is empty (fill it in the source, or set clean.minDescriptionChars = 0)");
        }
        return draft;
    }
}
