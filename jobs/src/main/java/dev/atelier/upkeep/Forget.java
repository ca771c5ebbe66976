package dev.atelier.upkeep;

import dev.atelier.pictures.DeletePictures;
import dev.atelier.stage.FileDigests;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
        Traces.Found found = new Traces(folder, runs()).of(by, value);
        Map<String, Long> gone = new LinkedHashMap<>();
        Nouns.ALL.forEach(table -> found.versions().values().stream()
                .filter(held -> held.table().equals(table))
                .forEach(held -> gone.merge(table.name(), held.gone(), Long::sum)));
        if (gone.isEmpty()) {
            return new Forgotten(gone, 0, 0);
        }
        Map<String, Version> revised = new Revision(folder).without(found.ids(), found.versions());
        folder.notes().delete(".outcomes");
        folder.describe("forget: pictures and lines of the store");
        new DeletePictures(folder.run()).these(found.pictures(), folder.spark());
        long lines = new Store(folder).without(found.asks());
        long others = new Sweep(folder).pictures()[0]; // drawn by a run that did not get so far as to say for what
        point(new FileDigests(folder.run(), folder.spark()).of(revised));
        revised.keySet().forEach(folder.notes()::delete);
        folder.describe(null);
        return new Forgotten(gone, lines, found.pictures().size() + others);
    }

    /** Folders of the versions of each finished run, and of what a run that did not end has written. */
    private List<List<String>> runs() {
        List<List<String>> runs = new ArrayList<>();
        Set<String> referred = new HashSet<>();
        for (Snapshot run : folder.runs().all()) {
            folder.refuseDamaged(run);
            List<String> versions =
                    run.tables().values().stream().map(Version::folder).toList();
            referred.addAll(versions);
            runs.add(versions);
        }
        runs.add(Nouns.ALL.stream()
                .flatMap(table -> folder.versions(table).stream())
                .filter(version -> !referred.contains(version))
                .toList());
        return runs;
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
