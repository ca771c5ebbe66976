package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Executor side: one file to the outcomes of its rows, streaming. A file that breaks off, holds no row, or is another one
 * than when the run was planned gives one failure at its end.
 */
final class ReadFiles implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private final CollectConf conf;
    private final SerializableConfiguration hadoop;

    ReadFiles(CollectConf conf, SerializableConfiguration hadoop) {
        this.conf = conf;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(Row row) {
        SourceFile file = RowCodec.of(SourceFile.class).fromRow(row);
        RowMaker rows = new RowMaker(file.name(), conf.sources().get(file.source()));
        return new Rows(file, rows);
    }

    /** Characters of a file, unpacked if its name says so. */
    static Reader text(String path, SourceConf conf, Configuration hadoop) throws IOException {
        Path at = new Path(path);
        return text(at.getFileSystem(hadoop).open(at), path, conf, hadoop);
    }

    private static Reader text(InputStream in, String path, SourceConf conf, Configuration hadoop) throws IOException {
        Charset charset = Charset.forName(conf.encoding() == null ? "UTF-8" : conf.encoding());
        boolean latin = charset.equals(StandardCharsets.ISO_8859_1); // says so, and holds Windows' quotes and euros
        return Characters.of(unpacked(in, path, hadoop), latin ? Characters.asBrowsersRead(charset) : charset);
    }

    private static InputStream unpacked(InputStream in, String path, Configuration hadoop) throws IOException {
        try {
            CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(new Path(path));
            return codec == null ? in : codec.createInputStream(in);
        } catch (RuntimeException | LinkageError e) { // some codecs want native libraries
            throw new IOException("cannot be unpacked here: " + e.getMessage() + "; pack it with gzip or bzip2", e);
        }
    }

    private final class Rows implements Iterator<Row> {
        private final OutcomeCodec<RawItem> codec = OutcomeCodec.of(RawItem.class);
        private final SourceFile file;
        private final RowMaker rows;
        private DigestInputStream bytes;
        private RowReader reader;
        private Outcome<RawItem> ahead;
        private long given;
        private boolean done;

        Rows(SourceFile file, RowMaker rows) {
            this.file = file;
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            if (ahead == null && !done) {
                ahead = read();
                given++;
            }
            return ahead != null;
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Row row = codec.toRow(ahead);
            ahead = null;
            return row;
        }

        private Outcome<RawItem> read() {
            try {
                if (reader == null) {
                    reader = open();
                    closeAtEndOfTask(reader);
                }
                Outcome<RawItem> outcome = reader.next();
                return outcome == null ? end() : outcome;
            } catch (IOException | UncheckedIOException e) {
                done = true;
                long row = reader == null ? 1 : reader.row() + 1;
                return rows.failed(
                        row,
                        "unreadable_file",
                        "and all after it cannot be read: " + e.getMessage() + " (bring the whole file, then replay)",
                        "");
            }
        }

        private RowReader open() throws IOException {
            Configuration conf = hadoop.value();
            SourceConf source = rows.conf();
            if (source.format().equals("parquet")) {
                return new ParquetRowReader(rows, file, conf);
            }
            Path at = new Path(file.path());
            bytes = SourceDigests.digesting(at.getFileSystem(conf).open(at));
            return switch (source.format()) {
                case "csv" -> new CsvReader(rows, text(bytes, file.path(), source, conf));
                case "jsonl" -> new JsonLinesReader(rows, text(bytes, file.path(), source, conf));
                case "html" -> new HtmlReader(rows, unpacked(bytes, file.path(), conf));
                default -> throw new IllegalStateException("No reader for " + source);
            };
        }

        /** What there is to say of the file as a whole; null for nothing. */
        private Outcome<RawItem> end() throws IOException {
            done = true;
            if (file.sha256() != null && file.start() == 0) {
                String found =
                        bytes == null ? SourceDigests.sha256(file.path(), hadoop.value()) : SourceDigests.sha256(bytes);
                if (!found.equals(file.sha256())) {
                    String what = "stands for the file: it changed while the run read it, sha256 " + file.sha256()
                            + " became " + found + " (run again when whoever writes it is done)";
                    return rows.failed(0, "changed_file", what, "");
                }
            }
            reader.close();
            String what = "stands for the file: it has no row, only a header or nothing (leave the file out)";
            return given == 0 && file.start() == 0 ? rows.failed(0, "empty_file", what, "") : null;
        }
    }

    private static void closeAtEndOfTask(RowReader reader) {
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
