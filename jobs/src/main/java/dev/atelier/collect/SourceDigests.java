package dev.atelier.collect;

import dev.atelier.stage.ConfError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** sha256 of every source file by its name in rows: what tells one input from another, wherever it lies. */
public final class SourceDigests {
    /** Hidden files that are told by name. */
    private static final int MAX_TOLD = 5;

    private static final Logger LOG = LoggerFactory.getLogger(SourceDigests.class);

    private SourceDigests() {}

    /** @throws ConfError if a path matches nothing, or a file cannot be read */
    public static NavigableMap<String, String> of(CollectConf conf, Configuration hadoop) {
        NavigableMap<String, String> digests = new TreeMap<>();
        List<Path> hidden = new ArrayList<>();
        for (SourceFile file : SourceFiles.find(conf, hadoop, hidden::add)) {
            try {
                digests.put(file.name(), conf.sources().get(file.source()).digest(file, hadoop));
            } catch (IOException e) {
                throw new ConfError(
                        "Cannot read source file " + file.path() + ": " + e.getMessage()
                                + " (check its permissions, or narrow the path of the source)",
                        e);
            }
        }
        if (!hidden.isEmpty()) {
            LOG.info(
                    "Not read, for their names begin with _ or a point: {} files or folders, such as {}",
                    hidden.size(),
                    hidden.subList(0, Math.min(MAX_TOLD, hidden.size())));
        }
        return digests;
    }

    /** The files and folders that the sources' paths name. */
    public static List<Path> roots(CollectConf conf, Configuration hadoop) {
        return conf.paths().stream()
                .flatMap(path -> SourceFiles.roots(path, hadoop).stream())
                .map(FileStatus::getPath)
                .toList();
    }
}
