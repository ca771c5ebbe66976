package dev.atelier.stage;

/** What a stage reads: when it changes, the stage is taken again. */
public sealed interface Input permits Table, Table.Part, FilesRead {
    /** Where it lies in the run's folder, or what it is called. */
    String path();

    /** The table that it is or is a part of; null for files. */
    default Table<?> table() {
        return null;
    }
}
