package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.atelier.stage.Table;
import dev.atelier.stage.Version;
import dev.atelier.stage.VersionFiles;
import dev.atelier.upkeep.Traces.Held;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Versions written again without a product, beside those that hold it: one Spark job for all of a table. */
record Revision(Folder folder) {
    private static final String PENDING = ".pending/forget";

    /** The revised versions, by the folder of the old one. Each task writes of each version what it reads of it. */
    Map<String, Version> without(Sought gone, Map<String, Held> versions) {
        folder.notes().delete(PENDING);
        Map<String, Version> revised = new TreeMap<>();
        versions.values().stream().map(Held::table).distinct().forEach(table -> {
            List<String> old = versions.keySet().stream()
                    .filter(version -> versions.get(version).table().equals(table))
                    .toList();
            write(table, old, gone);
            if (old.stream().anyMatch(version -> versions.get(version).stay() == 0)) {
                writeEmpty(table);
            }
            old.forEach(version -> revised.put(version, take(table, version, versions.get(version))));
        });
        folder.notes().delete(PENDING);
        return revised;
    }

    private void write(Table<?> table, List<String> versions, Sought gone) {
        folder.describe("forget: " + table.name() + " without the product");
        String[] folders = Stream.of(table.dividedBy(), Version.COLUMN)
                .filter(column -> column != null)
                .toArray(String[]::new);
        Column[] order = Stream.concat(Arrays.stream(folders), Stream.of(table.key()))
                .map(functions::col)
                .toArray(Column[]::new);
        folder.read(table, versions)
                .where(not(gone.in(table.key())))
                .drop(col(Folder.VERSION))
                .sortWithinPartitions(order)
                .write()
                .partitionBy(folders)
                .parquet(folder.path(pending(table.name())).toString());
    }

    /** Readers that know no schema find it in a version without rows too. */
    private void writeEmpty(Table<?> table) {
        folder.read(table, List.of())
                .drop(Stream.of(table.dividedBy(), Version.COLUMN, Folder.VERSION)
                        .filter(column -> column != null)
                        .toArray(String[]::new))
                .write()
                .parquet(folder.path(pending(table.name() + "-empty")).toString());
    }

    private Version take(Table<?> table, String version, Held held) {
        String to = Version.revised(version);
        while (!new VersionFiles(folder.root())
                .of(to)
                .isEmpty()) { // of a forgetting that was interrupted; a run may refer to it
            to = Version.revised(to);
        }
        FileSystem files = folder.root().files();
        try {
            files.delete(folder.path(to), true);
            if (held.stay() == 0) {
                Path empty = folder.path(pending(table.name() + "-empty"));
                FileUtil.copy(files, empty, files, folder.path(to), false, files.getConf());
            } else if (!files.rename(folder.path(pending(version)), folder.path(to))) {
                throw new IOException("the file system refused to rename " + folder.path(pending(version)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + folder.path(to) + ": " + e.getMessage(), e);
        }
        return Version.of(to, new VersionFiles(folder.root()).of(to));
    }

    private static String pending(String name) {
        return PENDING + "/" + name;
    }
}
