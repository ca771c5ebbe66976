package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/** Row groups of a Parquet file. Only mapped columns are read; rows are numbered by their place in the file. */
final class ParquetRowReader extends RowReader<ParquetReader<Group>> {
    private final Map<Column, ParquetColumn> columns;

    private ParquetRowReader(RowMaker rows, ParquetReader<Group> in, Map<Column, ParquetColumn> columns) {
        super(rows, in);
        this.columns = columns;
    }

    static ParquetRowReader of(RowMaker rows, SourceFile file, Configuration hadoop) throws IOException {
        MessageType schema = footer(file.path(), hadoop).getFileMetaData().getSchema();
        Map<Column, ParquetColumn> columns = new HashMap<>();
        rows.source().rows().wanted().forEach(wanted -> ParquetColumn.find(schema, wanted, rows.file())
                .ifPresent(found -> columns.put(wanted, found)));
        MessageType projection = columns.values().stream()
                .map(column -> column.projection(schema))
                .reduce(MessageType::union)
                .orElseGet(() -> new MessageType(schema.getName()));
        ParquetReader<Group> in = ParquetReader.builder(new OnlyThese(projection), new Path(file.path()))
                .withConf(hadoop)
                .withFileRange(file.start(), file.end())
                .build();
        return new ParquetRowReader(rows, in, columns);
    }

    private static final class OnlyThese extends GroupReadSupport {
        private final MessageType wanted;

        OnlyThese(MessageType wanted) {
            this.wanted = wanted;
        }

        @Override
        public ReadContext init(InitContext file) {
            return new ReadContext(wanted);
        }
    }

    /** @throws IOException with one line, whatever the library found wrong */
    static ParquetMetadata footer(String path, Configuration hadoop) throws IOException {
        try (ParquetFileReader file = ParquetFileReader.open(HadoopInputFile.fromPath(new Path(path), hadoop))) {
            return file.getFooter();
        } catch (RuntimeException e) {
            throw new IOException("not a Parquet file that can be read: " + line(e), e);
        }
    }

    @Override
    Outcome<RawItem> next() {
        Group group = read();
        if (group == null) {
            return null;
        }
        row = in.getCurrentRowIndex() + 1;
        Map<Column, Cell> cells = new HashMap<>();
        try {
            columns.forEach((wanted, column) -> cells.put(wanted, column.read(group)));
        } catch (DateTimeException e) {
            return rows.failed(row, "broken_parquet", "has a time that is none: " + line(e) + " (mend it)", "");
        }
        String raw = cells.values().stream()
                .map(cell -> cell == null ? "" : cell.text())
                .collect(Collectors.joining("\t"));
        return rows.item(row, raw, cells::get, List.of());
    }

    private Group read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) { // the library's own, for pages that are damaged
            throw new UncheckedIOException(new IOException(line(e), e));
        }
    }

    private static String line(RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}
