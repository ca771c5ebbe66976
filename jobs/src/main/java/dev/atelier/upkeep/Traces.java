package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.atelier.stage.Nouns;
import dev.atelier.stage.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds what a product left in a folder of runs. Each question goes to the tables of all runs at once, so that the number of
 * Spark jobs does not grow with that of runs; only what is of the product itself comes to the driver.
 *
 * @param runs folders of all versions that each run consists of
 */
record Traces(Folder folder, List<List<String>> runs) {
    private static final String TABLE = "of_table";
    private static final String KEY = "row_key";
    private static final String VALUE = "of_row";

    /**
     * What was found.
     *
     * @param ids of its rows
     * @param asks that were asked for it alone
     * @param pictures uris of those that were drawn for it alone
     * @param versions that hold rows of it, by folder
     */
    record Found(Sought ids, Set<String> asks, Set<String> pictures, TreeMap<String, Held> versions) {}

    /** How many rows of a version are of the product, and how many not. */
    record Held(Table<?> table, long gone, long stay) {}

    Found of(By by, String value) {
        Map<String, List<Set<String>>> rows = rows(by, value);
        Sought sources = new Sought(Set.of(), rows);
        folder.describe("forget: items of the product");
        Set<String> made = new HashSet<>();
        select(Nouns.ITEMS, sources.in(Nouns.SOURCE), Nouns.ITEM_ID)
                .collectAsList()
                .forEach(row -> made.add(value(row)));
        Set<String> asks = new HashSet<>();
        Set<String> pictures = new HashSet<>();
        if (!made.isEmpty()) {
            made(Sought.everywhere(made), made, asks, pictures);
        }
        Sought ids = new Sought(made, rows);
        return new Found(ids, asks, pictures, made.isEmpty() && rows.isEmpty() ? new TreeMap<>() : versions(ids));
    }

    /** By version's folder: ids of the source rows that are the product, as named; with an item also those like it. */
    private Map<String, List<Set<String>>> rows(By by, String value) {
        folder.describe("forget: source rows of the product");
        Map<String, List<Set<String>>> rows = new HashMap<>();
        addOfRuns(
                select(Nouns.RAW_ITEMS, by.raw(value), Nouns.ROW_ID)
                        .union(select(Nouns.ITEMS, by.item(value), Nouns.SOURCE))
                        .union(select(Nouns.QUARANTINE, by.unread(value), Nouns.ROW_ID)),
                rows);
        if (by == By.ITEM && !rows.isEmpty()) {
            folder.describe("forget: duplicates of the item");
            addOfRuns(select(Nouns.REJECTED_ITEMS, new Duplicates(rows).found(), Nouns.ROW_ID), rows);
        }
        return rows;
    }

    /** What was found in one version of a run means the same in all others of it. */
    private void addOfRuns(Dataset<Row> found, Map<String, List<Set<String>>> rows) {
        Map<String, Set<String>> byVersion = new HashMap<>();
        found.collectAsList().forEach(row -> byVersion
                .computeIfAbsent(row.getString(1), none -> new HashSet<>())
                .add(value(row)));
        for (List<String> run : runs) {
            Set<String> ofRun = new HashSet<>();
            run.forEach(version -> ofRun.addAll(byVersion.getOrDefault(version, Set.of())));
            if (!ofRun.isEmpty()) {
                run.forEach(version ->
                        rows.computeIfAbsent(version, none -> new ArrayList<>()).add(ofRun));
            }
        }
    }

    /** Adds ids of what was made for items, and the asks and pictures that no other item shares. */
    private void made(Sought items, Set<String> made, Set<String> asks, Set<String> pictures) {
        folder.describe("forget: what was made for the product");
        Column its = items.in(Nouns.ITEM_ID);
        List<Row> found = select(Nouns.REQUESTS, its, Nouns.ASK_ID)
                .union(select(Nouns.ARTIFACTS, its, Nouns.URI))
                .collectAsList();
        for (Row row : found) {
            made.add(row.getString(2));
            if (value(row) != null) {
                (isOf(row, Nouns.REQUESTS) ? asks : pictures).add(value(row));
            }
        }
        if (found.isEmpty()) {
            return;
        }
        folder.describe("forget: what other products share with it");
        Column sameAsk = not(its).and(Sought.everywhere(asks).in(Nouns.ASK_ID));
        Column samePicture = not(its).and(Sought.everywhere(pictures).in(Nouns.URI));
        select(Nouns.REQUESTS, sameAsk, Nouns.ASK_ID)
                .union(select(Nouns.ARTIFACTS, samePicture, Nouns.URI))
                .collectAsList()
                .forEach(row -> (isOf(row, Nouns.REQUESTS) ? asks : pictures).remove(value(row)));
    }

    private TreeMap<String, Held> versions(Sought ids) {
        folder.describe("forget: versions with rows of the product");
        TreeMap<String, Held> versions = new TreeMap<>();
        Column gone = when(ids.in(KEY), 1L).otherwise(0L);
        List<Row> counted = Nouns.ALL.stream()
                .map(table -> select(table, lit(true), table.key()))
                .reduce(Dataset::union)
                .orElseThrow()
                .groupBy(TABLE, Folder.VERSION)
                .agg(sum(gone), count(lit(1)))
                .collectAsList();
        for (Row row : counted) {
            if (row.getLong(2) > 0) {
                Table<?> table = Nouns.ALL.stream()
                        .filter(noun -> isOf(row, noun))
                        .findFirst()
                        .orElseThrow();
                versions.put(row.getString(1), new Held(table, row.getLong(2), row.getLong(3) - row.getLong(2)));
            }
        }
        return versions;
    }

    /** Of rows of all versions of a table: the table's name, the version's folder, the key, a column's value. */
    private Dataset<Row> select(Table<?> table, Column which, String column) {
        return folder.read(table)
                .where(which)
                .select(
                        lit(table.name()).as(TABLE),
                        col(Folder.VERSION),
                        col(table.key()).as(KEY),
                        col(column).as(VALUE));
    }

    private static boolean isOf(Row row, Table<?> table) {
        return row.getString(0).equals(table.name());
    }

    private static String value(Row row) {
        return row.getString(3);
    }
}
