package dev.atelier.clean;

/** UTF-8 that was read as windows-1252 becomes what it was ({@link Mojibake}); flag {@code mojibake_repaired}. */
record RepairMojibake() implements CleaningRule {
    @Override
    public Draft apply(Draft draft) {
        Draft repaired = draft.map(Mojibake::repair);
        return repaired.texts().equals(draft.map(text -> text).texts()) ? repaired : repaired.flag("mojibake_repaired");
    }
}
