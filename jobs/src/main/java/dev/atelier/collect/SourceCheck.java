package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.collect.Lines.Line;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares mapped columns with what the files have, before the run. Pages are not checked: each has its own fields. */
final class SourceCheck {
    /** JSON lines whose keys are gathered; a pointer that none of them has is taken for a mistake. */
    private static final int JSON_LINES = 10_000;

    /** Elements of a JSON list whose pointers are gathered for suggestions. */
    private static final int ELEMENTS = 3;

    /** Columns that a message lists. */
    private static final int NAMES = 50;

    private static final Logger LOG = LoggerFactory.getLogger(SourceCheck.class);

    private SourceCheck() {}

    /** @throws ConfError naming source, column and the nearest column that is there */
    static void check(CollectConf conf, List<SourceFile> files, Configuration hadoop) {
        for (int i = 0; i < conf.sources().size(); i++) {
            SourceConf source = conf.sources().get(i);
            int index = i;
            List<SourceFile> own =
                    files.stream().filter(f -> f.source() == index).toList();
            switch (source.format()) {
                case "csv" -> own.forEach(file -> csv(source, file, hadoop));
                case "jsonl" -> jsonLines(source, own, hadoop);
                case "parquet" -> own.forEach(file -> parquet(source, file, hadoop));
                default -> Column.wanted(source).forEach(column -> Json.checkPointer(column, source.path()));
            }
        }
    }

    private static ConfError unknown(Column column, SourceConf source, String file, Collection<String> there) {
        return new ConfError("Unknown column " + column.written() + " of " + file + " in source " + source.path()
                + " (did you mean " + Nearest.of(column.written(), there) + "? it has: "
                + there.stream().limit(NAMES).collect(Collectors.joining(", ")) + (there.size() > NAMES ? ", ..." : "")
                + "; a column that may be absent is written " + column.written() + "?)");
    }

    private static void csv(SourceConf source, SourceFile file, Configuration hadoop) {
        try (Lines lines = new Lines(ReadFiles.text(file.path(), source, hadoop))) {
            List<String> header = CsvReader.header(lines, source);
            for (Column column : header.isEmpty() ? List.<Column>of() : Column.wanted(source)) {
                if (column.place(header, file.name()) < 0 && !column.isOptional()) {
                    throw unknown(column, source, file.name(), header);
                }
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be read; its own outcome will say so", file.path(), e);
        }
    }

    private static void jsonLines(SourceConf source, List<SourceFile> files, Configuration hadoop) {
        List<Column> missing = new ArrayList<>(Column.wanted(source));
        missing.forEach(column -> Json.checkPointer(column, source.path()));
        missing.removeIf(Column::isOptional);
        Set<String> found = new TreeSet<>();
        int seen = 0;
        for (SourceFile file : files) {
            try (Lines lines = new Lines(ReadFiles.text(file.path(), source, hadoop))) {
                for (Line line = lines.next(); line != null && seen < JSON_LINES; line = lines.next()) {
                    seen++;
                    Optional<JsonNode> row = parse(line.text());
                    row.ifPresent(node -> gather(node, "", found));
                    row.ifPresent(node -> missing.removeIf(column -> Json.at(node, column) != null));
                }
            } catch (IOException e) {
                LOG.debug("{} cannot be read; its own outcome will say so", file.path(), e);
            }
        }
        if (!missing.isEmpty() && !found.isEmpty()) {
            throw unknown(
                    new Column(Json.pointer(missing.get(0).written())),
                    source,
                    files.get(0).name(),
                    found);
        }
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(Json.parse(line));
        } catch (JsonProcessingException e) {
            LOG.debug("Not JSON; the row's own outcome will say so", e);
            return Optional.empty();
        }
    }

    private static void gather(JsonNode node, String pointer, Set<String> found) {
        if (!pointer.isEmpty()) {
            found.add(pointer);
        }
        for (int i = 0; node.isArray() && i < Math.min(node.size(), ELEMENTS); i++) {
            gather(node.get(i), pointer + "/" + i, found);
        }
        node.fields()
                .forEachRemaining(e -> gather(
                        e.getValue(),
                        pointer + "/" + e.getKey().replace("~", "~0").replace("/", "~1"),
                        found));
    }

    private static void parquet(SourceConf source, SourceFile file, Configuration hadoop) {
        try {
            ParquetMetadata footer = ParquetRowReader.footer(file.path(), hadoop);
            MessageType schema = footer.getFileMetaData().getSchema();
            for (Column column : Column.wanted(source)) {
                Optional<ParquetColumn> found = ParquetColumn.find(schema, column, file.name());
                if (found.isPresent()) {
                    found.get().check(schema, file.name());
                    packing(footer, found.get(), file, hadoop);
                } else if (!column.isOptional()) {
                    List<String> there = schema.getPaths().stream()
                            .map(path -> String.join(".", path))
                            .toList();
                    throw unknown(column, source, file.name(), there);
                }
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be read; its own outcome will say so", file.path(), e);
        }
    }

    /** A column may be packed in a way that nobody here can unpack. */
    private static void packing(ParquetMetadata footer, ParquetColumn column, SourceFile file, Configuration hadoop) {
        CodecFactory codecs = new CodecFactory(hadoop, 0);
        for (BlockMetaData group : footer.getBlocks()) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                List<String> path = List.of(chunk.getPath().toArray());
                if (path.size() >= column.fields().size()
                        && path.subList(0, column.fields().size()).equals(column.fields())) {
                    try {
                        codecs.getDecompressor(chunk.getCodec());
                    } catch (RuntimeException e) {
                        throw new ConfError(
                                "Cannot read column " + chunk.getPath().toDotString() + " of " + file.name()
                                        + ": it is packed with " + chunk.getCodec()
                                        + " (write the file with zstd, snappy or gzip)",
                                e);
                    }
                }
            }
        }
        codecs.release();
    }
}
