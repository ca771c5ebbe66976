package dev.atelier.clean;

/** UTF-8 that was read as windows-1252 becomes what it was ({@link Mojibake}); flag {@code mojibake_repaired}. */
record RepairMojibake() implements CleaningRule {
    @Override
    public Draft apply(Draft draft) {
        Draft filled = draft.map(text -> text);
        Draft repaired = filled.map(Mojibake::repair);
        return repaired.equals(filled) ? filled : repaired.flag("mojibake_repaired");
    }
}
