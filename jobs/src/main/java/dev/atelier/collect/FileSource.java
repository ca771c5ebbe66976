package dev.atelier.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.LoggerFactory;

/** A source whose rows stand in files. */
public sealed interface FileSource extends Source permits CsvSource, JsonLinesSource, HtmlSource, ParquetSource {
    /**
     * File or directory (searched to its leaves) of exactly that name, else a glob; local or {@code file:}, {@code hdfs:},
     * {@code s3a:}; a name of a text ending in {@code .gz} or {@code .bz2} is unpacked while it is read.
     */
    String path();

    @Override
    default String place() {
        return path();
    }

    @Override
    default List<String> find(Configuration hadoop, Consumer<Path> hidden) {
        return SourceFiles.under(path(), hadoop, hidden);
    }

    @Override
    default String digest(SourceFile file, Configuration hadoop) throws IOException {
        return FileBytes.sha256(file.path(), hadoop);
    }

    /** One look at a file before the run. */
    interface Look {
        void at(SourceFile file) throws IOException;
    }

    /** Looks at each file; one that cannot be read stops no run, its own outcome will say so. */
    static void each(List<SourceFile> files, Look look) {
        for (SourceFile file : files) {
            try {
                look.at(file);
            } catch (IOException | UncheckedIOException e) {
                LoggerFactory.getLogger(FileSource.class).debug("{} cannot be read", file.path(), e);
            }
        }
    }
}
