package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.udf.Outcome;
import dev.atelier.udf.OutcomeCodec;
import dev.atelier.udf.RowCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
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

/** Executor side: one file to the outcomes of its rows, streaming. A file that breaks off gives one failure at its end. */
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

    /** Bytes of a file, unpacked if its name says so. */
    static InputStream open(String path, Configuration hadoop) throws IOException {
        Path at = new Path(path);
        InputStream in = at.getFileSystem(hadoop).open(at);
        CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(at);
        return codec == null ? in : codec.createInputStream(in);
    }

    /** Characters of a file; what is not in its encoding becomes U+FFFD, which {@link RowMaker} refuses. */
    static Reader text(InputStream in, SourceConf conf) {
        Charset charset = Charset.forName(conf.encoding() == null ? "UTF-8" : conf.encoding());
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    private final class Rows implements Iterator<Row> {
        private final OutcomeCodec<RawItem> codec = OutcomeCodec.of(RawItem.class);
        private final SourceFile file;
        private final RowMaker rows;
        private RowReader reader;
        private Outcome<RawItem> ahead;
        private boolean done;

        Rows(SourceFile file, RowMaker rows) {
            this.file = file;
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            if (ahead == null && !done) {
                ahead = read();
                done |= ahead == null;
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
                    reader = reader(open(file.path(), hadoop.value()));
                    closeAtEndOfTask(reader);
                }
                Outcome<RawItem> outcome = reader.next();
                if (outcome == null) {
                    reader.close();
                }
                return outcome;
            } catch (IOException | UncheckedIOException e) {
                done = true;
                long row = reader == null ? 1 : reader.row() + 1;
                return rows.failed(row, "unreadable_file", "and all after it cannot be read: " + e.getMessage(), "");
            }
        }

        private RowReader reader(InputStream in) {
            return switch (rows.conf().format()) {
                case "csv" -> new CsvReader(rows, text(in, rows.conf()));
                case "jsonl" -> new JsonLinesReader(rows, text(in, rows.conf()));
                case "html" -> new HtmlReader(rows, in);
                default -> throw new IllegalStateException("No reader for " + rows.conf());
            };
        }
    }

    private static void closeAtEndOfTask(RowReader reader) {
        TaskContext.get().addTaskCompletionListener(context -> {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
