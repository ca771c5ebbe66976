package dev.atelier.stage;

/**
 * How outcomes become rows of a table.
 *
 * @param value the record in an outcome
 * @param to the table, or the part of it, that the kept values become
 * @param list component of the value that holds the table's rows; null where the value is the row
 */
public record Output(Class<? extends Record> value, Input to, String list) {
    public static <T extends Record> Output rows(Table<T> to) {
        return new Output(to.row(), to, null);
    }

    public static Output rows(Table.Part to) {
        return new Output(to.table().row(), to, null);
    }

    public static Output lists(Class<? extends Record> value, String list, Table.Part to) {
        return new Output(value, to, list);
    }
}
