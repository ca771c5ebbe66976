package dev.atelier.clean;

/** Lengths in characters (code points). Nothing is cut: half a description says something else than the whole. */
record BoundLengths(int maxName, int minDescription, int maxDescription) implements CleaningRule {
    @Override
    public Draft apply(Draft draft) {
        int name = length(draft.texts().name());
        int description = length(draft.texts().description());
        if (name > maxName) {
            return draft.reject("name_too_long", text("name", name, "at most", maxName, "clean.maxNameChars"));
        } else if (description < minDescription) {
            return draft.reject(
                    "description_too_short",
                    text("description", description, "at least", minDescription, "clean.minDescriptionChars"));
        } else if (description > maxDescription) {
            return draft.reject(
                    "description_too_long",
                    text("description", description, "at most", maxDescription, "clean.maxDescriptionChars"));
        }
        return draft;
    }

    private static int length(String text) {
        return text == null ? 0 : text.codePointCount(0, text.length());
    }

    private static String text(String field, int length, String bound, int limit, String key) {
        return field + " has " + length + " characters (must have " + bound + " " + limit + ", " + key + ")";
    }
}
