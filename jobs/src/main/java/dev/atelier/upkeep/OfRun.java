package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * One run's tables, to find a product in them. A row's id says where the row stood in its source that day, so it means
 * something in its own run only; ids of items, requests and artifacts mean the same everywhere.
 *
 * @param versions folders of all its tables
 */
record OfRun(Folder folder, List<String> versions) {
    Dataset<Row> read(Table<?> table) {
        return folder.read(
                table,
                versions.stream()
                        .filter(version -> version.startsWith(table.name() + "/"))
                        .toList());
    }

    /** Ids of the source rows that are the product: as named, and with an item also those that are its duplicates. */
    Set<String> rows(By by, String value) {
        Set<String> rows = new HashSet<>();
        rows.addAll(strings(read(Nouns.RAW_ITEMS).where(by.raw(value)), Nouns.ROW_ID));
        rows.addAll(strings(read(Nouns.ITEMS).where(by.item(value)), Nouns.SOURCE));
        rows.addAll(strings(read(Nouns.QUARANTINE).where(by.unread(value)), Nouns.ROW_ID));
        if (by == By.ITEM) {
            rows.addAll(duplicates(rows));
        }
        return rows;
    }

    /** Rows that were rejected for being like one of these. */
    private List<String> duplicates(Set<String> rows) {
        Dataset<Row> ids = folder.ids(rows);
        Column like = col(OutcomeCodec.MESSAGE).contains(concat(lit(" row "), ids.col(Folder.ID), lit(", which ")));
        return strings(read(Nouns.REJECTED_ITEMS).join(ids, like, "left_semi"), Nouns.ROW_ID);
    }

    /** Ids of the items that came of these rows, of their requests and of their artifacts. */
    Set<String> made(Set<String> rows) {
        Set<String> items = new HashSet<>(strings(of(Nouns.ITEMS, Nouns.SOURCE, rows), Nouns.ITEM_ID));
        Set<String> made = new HashSet<>(items);
        for (Table<?> table : List.of(Nouns.REQUESTS, Nouns.ARTIFACTS)) {
            made.addAll(strings(of(table, Nouns.ITEM_ID, items), table.key()));
        }
        return made;
    }

    /** Values of a column in rows whose key is one of these, or in all others. */
    List<String> of(Table<?> table, Set<String> keys, boolean these, String column) {
        Dataset<Row> rows = read(table);
        Dataset<Row> ids = folder.ids(keys);
        Column key = rows.col(table.key()).equalTo(ids.col(Folder.ID));
        return strings(rows.join(ids, key, these ? "left_semi" : "left_anti"), column);
    }

    private Dataset<Row> of(Table<?> table, String column, Set<String> values) {
        Dataset<Row> rows = read(table);
        Dataset<Row> ids = folder.ids(values);
        return rows.join(ids, rows.col(column).equalTo(ids.col(Folder.ID)), "left_semi");
    }

    private static List<String> strings(Dataset<Row> rows, String column) {
        List<String> found = new ArrayList<>(
                rows.select(column).distinct().as(Encoders.STRING()).collectAsList());
        found.removeIf(text -> text == null);
        return found;
    }
}
