package dev.atelier.upkeep;

import dev.atelier.pictures.DeletePictures;
import dev.atelier.stage.FileDigests;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import dev.atelier.stage.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Removes a product from every run: its rows, what was made for it, its pictures, and the contact sheets that may show it.
 * What other products share with it stays. Only under the lock. Safe to be interrupted and taken again: runs refer to the
 * rows that tell what belongs to the product until everything else is gone.
 */
public record Forget(Folder folder) {
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

    /**
     * @param value a sku, an item's id or the name of a source file
     * @throws dev.atelier.stage.ConfError if a table is damaged, in which then nothing can be found
     */
    public Forgotten forget(By by, String value) {
        List<OfRun> runs = runs();
        Map<OfRun, Set<String>> rowsOf = new LinkedHashMap<>();
        Set<String> made = new HashSet<>();
        for (OfRun run : runs) {
            Set<String> rows = run.rows(by, value);
            rowsOf.put(run, rows);
            made.addAll(run.made(rows));
        }
        Set<String> asks = ofItAlone(runs, Nouns.REQUESTS, made, Nouns.ASK_ID);
        Set<String> pictures = ofItAlone(runs, Nouns.ARTIFACTS, made, Nouns.URI);
        Map<String, Long> gone = new LinkedHashMap<>();
        Map<String, Version> revised = new LinkedHashMap<>();
        for (Table<?> table : Nouns.ALL) {
            for (String version : folder.versions(table)) {
                Set<String> ids = new HashSet<>(made);
                rowsOf.forEach((run, rows) -> ids.addAll(run.versions().contains(version) ? rows : Set.of()));
                long count = without(table, version, ids, revised);
                if (count > 0) {
                    gone.merge(table.name(), count, Long::sum);
                }
            }
        }
        if (gone.isEmpty()) {
            return new Forgotten(gone, 0, 0);
        }
        folder.notes().delete(".outcomes");
        long lines = new Store(folder).retain(folder.ids(asks).toDF(Nouns.ASK_ID), "left_anti");
        new DeletePictures(folder.run()).these(pictures, folder.spark());
        point(new FileDigests(folder.run(), folder.spark()).of(revised));
        new Sweep(folder).versions(Long.MAX_VALUE);
        return new Forgotten(gone, lines, pictures.size());
    }

    /** Finished runs, and what a run that did not end has written. */
    private List<OfRun> runs() {
        List<OfRun> runs = new ArrayList<>();
        Set<String> referred = new HashSet<>();
        for (Snapshot run : folder.runs().all()) {
            folder.refuseDamaged(run);
            List<String> versions =
                    run.tables().values().stream().map(Version::folder).toList();
            referred.addAll(versions);
            runs.add(new OfRun(folder, versions));
        }
        List<String> others = Nouns.ALL.stream()
                .flatMap(table -> folder.versions(table).stream())
                .filter(version -> !referred.contains(version))
                .filter(version -> !Tables.files(folder.root(), version).isEmpty())
                .toList();
        runs.add(new OfRun(folder, others));
        return runs;
    }

    /** What stands in rows of the product, and in no row of another. */
    private static Set<String> ofItAlone(List<OfRun> runs, Table<?> table, Set<String> made, String column) {
        Set<String> its = new HashSet<>();
        runs.forEach(run -> its.addAll(run.of(table, made, true, column)));
        if (!its.isEmpty()) {
            runs.forEach(run -> run.of(table, made, false, column).forEach(its::remove));
        }
        return its;
    }

    /** Writes a version without the product beside it, if it is in it; counts its rows. */
    private long without(Table<?> table, String version, Set<String> gone, Map<String, Version> revised) {
        if (gone.isEmpty() || Tables.files(folder.root(), version).isEmpty()) {
            return 0;
        }
        Dataset<Row> rows = folder.read(table, List.of(version));
        Dataset<Row> ids = folder.ids(gone);
        Column key = rows.col(table.key()).equalTo(ids.col(Folder.ID));
        long count = rows.join(ids, key, "left_semi").count();
        if (count > 0) {
            String to = Version.revised(version);
            Dataset<Row> stay = rows.join(ids, key, "left_anti");
            (table.dividedBy() == null ? stay : stay.drop(table.dividedBy()))
                    .coalesce(1)
                    .sortWithinPartitions(table.key())
                    .write()
                    .mode("overwrite")
                    .parquet(folder.path(to).toString());
            revised.put(version, Version.of(to, Tables.files(folder.root(), to)));
        }
        return count;
    }

    /** Makes every run refer to the revised versions; its contact sheet, which may show the product, goes. */
    private void point(Map<String, Version> revised) {
        Runs runs = folder.runs();
        folder.notes().delete("contact-sheet.html");
        for (Snapshot run : runs.all()) {
            folder.notes().delete(Runs.path(run.number(), "contact-sheet.html"));
            TreeMap<String, Version> tables = new TreeMap<>(run.tables());
            tables.replaceAll((path, version) -> revised.getOrDefault(version.folder(), version));
            if (!tables.equals(run.tables())) {
                runs.publish(new Snapshot(run.number(), run.runId(), run.startedAt(), tables));
            }
        }
    }
}
