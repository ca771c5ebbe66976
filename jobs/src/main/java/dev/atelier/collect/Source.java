package dev.atelier.collect;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.ToldBy;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One source of rows; the word under {@code format}, which stands at each class, says of which kind.
 */
@ToldBy("format")
public sealed interface Source extends Serializable permits FileSource, JdbcSource {
    /** What becomes of its rows. */
    Mapping rows();

    /** What decides its rows, beside what is read: neither where it lies nor how fast it is read. */
    IdWriter written();

    /** Where it lies, for messages. */
    String place();

    /** What a row is called by its number, or 0 for the whole: no row's key is called so. */
    default String called(long row) {
        return Long.toString(row);
    }

    /** Charset of its bytes; null where these say it themselves. */
    default String encoding() {
        return "UTF-8";
    }

    /**
     * Finds what there is to read.
     *
     * @param hidden is told each file and folder that is left out because of its name
     * @return full URIs, or other names that no second source has
     * @throws dev.atelier.stage.ConfError if there is nothing
     */
    List<String> find(Configuration hadoop, Consumer<Path> hidden);

    /**
     * Compares the mapped columns with what is there, before the run.
     *
     * @param own what was found, all of it
     * @throws dev.atelier.stage.ConfError naming source, column and the nearest column that is there
     */
    void check(List<SourceFile> own, Configuration hadoop);

    /** sha256 (hex) of the content. */
    String digest(SourceFile file, Configuration hadoop) throws IOException;

    /** Parts that tasks can share. */
    default List<SourceFile> split(SourceFile file, Configuration hadoop) {
        return List.of(file);
    }

    /** Executor side: reads a part. */
    Opened open(SourceFile part, RowMaker rows, Configuration hadoop) throws IOException;

    /** @param digest of the whole content, once all rows are read */
    record Opened(RowReader<?> rows, Digest digest) {}

    /** A digest that takes reading. */
    interface Digest {
        String sha256() throws IOException;
    }
}
