package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Executor side: one file to the outcomes of its rows, streaming. A file that breaks off, holds no row, or is another one
 * than when the run was planned gives one failure at its end.
 */
record ReadFiles(CollectConf conf, SerializableConfiguration hadoop) implements FlatMapFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Row row) {
        return new Rows(RowCodec.of(SourceFile.class).fromRow(row));
    }

    private final class Rows implements Iterator<Row> {
        private final OutcomeCodec<RawItem> codec = OutcomeCodec.of(RawItem.class);
        private final SourceFile file;
        private final RowMaker rows;
        private Source.Opened opened;
        private Outcome<RawItem> ahead;
        private long given;
        private boolean done;

        Rows(SourceFile file) {
            this.file = file;
            this.rows = new RowMaker(file.name(), conf.sources().get(file.source()));
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
                if (opened == null) {
                    opened = rows.source().open(file, rows, hadoop.value());
                    closeAtEndOfTask(opened.rows());
                }
                Outcome<RawItem> outcome = opened.rows().next();
                return outcome == null ? end() : outcome;
            } catch (IOException | UncheckedIOException e) {
                done = true;
                long row = opened == null ? 1 : opened.rows().row + 1;
                return rows.failed(
                        row,
                        "unreadable_file",
                        "and all after it cannot be read: " + e.getMessage() + " (bring the whole of it, then replay)",
                        "");
            }
        }

        /** What there is to say of the file as a whole; null for nothing. */
        private Outcome<RawItem> end() throws IOException {
            done = true;
            if (file.start() > 0) {
                return null;
            }
            String found = file.sha256() == null ? null : opened.digest().sha256();
            opened.rows().close();
            if (found != null && !found.equals(file.sha256())) {
                String what = "stands for the whole: it changed while the run read it, sha256 " + file.sha256()
                        + " became " + found + " (run again when whoever writes it is done)";
                return rows.failed(0, "changed_file", what, "");
            }
            String what = "stands for the whole: it has no row, only a header or nothing (leave it out)";
            return given == 0 ? rows.failed(0, "empty_file", what, "") : null;
        }
    }

    private static void closeAtEndOfTask(RowReader<?> reader) {
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
