package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.atelier.stage.Nouns;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import dev.atelier.stage.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Removes a product from every run: its rows, what was made for it, its pictures, and the contact sheets that may show it.
 * What other products share with it stays. Only under the lock. Safe to be interrupted and taken again: the rows that tell
 * what belongs to it go last.
 */
public record Forget(Folder folder) {
    private static final String ID = "id";
    /** Tables in the order in which their old versions go. */
    private static final List<Table<?>> LAST = List.of(Nouns.ITEMS, Nouns.RAW_ITEMS);

    /** Which rows of {@code raw_items} and {@code items} are the product. */
    public enum By {
        SKU,
        ITEM,
        SOURCE;

        private Column raw(String value) {
            return switch (this) {
                case SKU -> col(Nouns.SKU).equalTo(value);
                case ITEM -> lit(false);
                case SOURCE -> col(Nouns.SOURCE).equalTo(value);
            };
        }

        private Column item(String value) {
            return switch (this) {
                case SKU -> col(Nouns.SKU).equalTo(value);
                case ITEM -> col(Nouns.ITEM_ID).equalTo(value);
                case SOURCE -> col(Nouns.SOURCE).startsWith(value + "#");
            };
        }

        /** Ids of rows that never became one of {@code raw_items}. */
        private Column unread(String value) {
            return this == SOURCE
                    ? col(Nouns.ROW_ID)
                            .startsWith(value + "#")
                            .or(col(Nouns.ROW_ID).equalTo(value))
                    : lit(false);
        }
    }

    /**
     * What went.
     *
     * @param rows by table, over all runs
     */
    public record Forgotten(Map<String, Long> rows, long storeLines, long pictures) {
        public boolean isNothing() {
            return rows.isEmpty();
        }

        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            rows.forEach((table, count) -> parts.add(table + " " + count));
            return "rows: " + String.join(", ", parts) + "; lines of the store " + storeLines + "; pictures "
                    + pictures;
        }
    }

    /** @param value a sku, an item's id or the name of a source file */
    public Forgotten forget(By by, String value) {
        Dataset<Row> ids = ids(by, value).localCheckpoint();
        Dataset<Row> asks = asksOfNobodyElse(ids).localCheckpoint();
        Map<String, Long> rows = new LinkedHashMap<>();
        Map<String, Version> revised = new LinkedHashMap<>();
        for (Table<?> table : Nouns.ALL) {
            for (String version : folder.versions(table)) {
                long gone = without(table, version, ids, revised);
                if (gone > 0) {
                    rows.merge(table.name(), gone, Long::sum);
                }
            }
        }
        if (rows.isEmpty()) {
            return new Forgotten(rows, 0, 0);
        }
        point(revised);
        folder.notes().delete(".outcomes");
        long lines = new Store(folder).retain(asks, "left_anti");
        revised.keySet().stream().filter(version -> !isLast(version)).forEach(folder.notes()::delete);
        Sweep sweep = new Sweep(folder);
        long pictures = sweep.pictures()[0];
        revised.keySet().forEach(folder.notes()::delete);
        sweep.versions();
        return new Forgotten(rows, lines, pictures);
    }

    private static boolean isLast(String version) {
        return LAST.stream().anyMatch(table -> version.startsWith(table.name() + "/"));
    }

    /** Column {@code id}: of every row, in whatever table, that is about the product. */
    private Dataset<Row> ids(By by, String value) {
        Dataset<Row> items = folder.read(Nouns.ITEMS);
        Dataset<Row> rows = folder.read(Nouns.RAW_ITEMS)
                .where(by.raw(value))
                .select(col(Nouns.ROW_ID).as(ID))
                .union(items.where(by.item(value)).select(col(Nouns.SOURCE).as(ID)));
        Dataset<Row> itemIds = items.join(rows, items.col(Nouns.SOURCE).equalTo(rows.col(ID)), "left_semi")
                .select(col(Nouns.ITEM_ID).as(ID))
                .distinct();
        return rows.union(itemIds)
                .union(ofItems(Nouns.REQUESTS, itemIds))
                .union(ofItems(Nouns.ARTIFACTS, itemIds))
                .union(folder.read(Nouns.QUARANTINE)
                        .where(by.unread(value))
                        .select(col(Nouns.ROW_ID).as(ID)))
                .distinct();
    }

    private Dataset<Row> ofItems(Table<?> table, Dataset<Row> itemIds) {
        Dataset<Row> rows = folder.read(table);
        return rows.join(itemIds, rows.col(Nouns.ITEM_ID).equalTo(itemIds.col(ID)), "left_semi")
                .select(col(table.key()).as(ID));
    }

    /** Column {@code ask_id}: what was asked for the product alone. */
    private Dataset<Row> asksOfNobodyElse(Dataset<Row> ids) {
        Dataset<Row> requests = folder.read(Nouns.REQUESTS);
        Dataset<Row> others = without(requests, Nouns.REQUESTS, ids).select(Nouns.ASK_ID);
        return requests.join(ids, requests.col(Nouns.REQUEST_ID).equalTo(ids.col(ID)), "left_semi")
                .select(Nouns.ASK_ID)
                .except(others);
    }

    private static Dataset<Row> without(Dataset<Row> rows, Table<?> table, Dataset<Row> ids) {
        return rows.join(ids, rows.col(table.key()).equalTo(ids.col(ID)), "left_anti");
    }

    /** Writes a version without the product beside it, if it is in it; counts its rows. */
    private long without(Table<?> table, String version, Dataset<Row> ids, Map<String, Version> revised) {
        Dataset<Row> rows = folder.read(table, List.of(version));
        Dataset<Row> stay = without(rows, table, ids);
        long gone = rows.count() - stay.count();
        if (gone > 0) {
            String to = Version.revised(version);
            Dataset<Row> stored = table.dividedBy() == null ? stay : stay.drop(table.dividedBy());
            stored.coalesce(1)
                    .sortWithinPartitions(table.key())
                    .write()
                    .mode("overwrite")
                    .parquet(folder.path(to).toString());
            revised.put(version, new Version(to, Tables.files(folder.root(), to)));
        }
        return gone;
    }

    /** Makes every run refer to the revised versions; its contact sheet, which may show the product, goes. */
    private void point(Map<String, Version> revised) {
        Runs runs = folder.runs();
        for (Snapshot run : runs.all()) {
            TreeMap<String, Version> tables = new TreeMap<>(run.tables());
            tables.replaceAll((path, version) -> revised.getOrDefault(version.folder(), version));
            if (!tables.equals(run.tables())) {
                runs.publish(new Snapshot(run.number(), run.runId(), run.startedAt(), tables));
            }
            folder.notes().delete(Runs.path(run.number(), "contact-sheet.html"));
        }
        folder.notes().delete("contact-sheet.html");
    }
}
