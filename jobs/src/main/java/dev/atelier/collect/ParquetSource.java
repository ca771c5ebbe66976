package dev.atelier.collect;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Inline;
import dev.atelier.domain.Require;
import dev.atelier.domain.Word;
import dev.atelier.stage.ConfError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * Parquet files, each read by as many tasks as it has row groups.
 *
 * @param path see {@link FileSource#path()}
 */
@Word("parquet")
public record ParquetSource(String path, @Inline Mapping rows) implements FileSource {
    public ParquetSource {
        Require.text(path, "path of a source");
    }

    @Override
    public IdWriter written() {
        return IdWriter.of("parquet/1").record("rows", rows);
    }

    @Override
    public void check(List<SourceFile> own, Configuration hadoop) {
        FileSource.each(own, file -> check(file, ParquetRowReader.footer(file.path(), hadoop), hadoop));
    }

    private void check(SourceFile file, ParquetMetadata footer, Configuration hadoop) {
        MessageType schema = footer.getFileMetaData().getSchema();
        for (Column column : rows.wanted()) {
            Optional<ParquetColumn> found = ParquetColumn.find(schema, column, file.name());
            if (found.isPresent()) {
                found.get().check(schema, file.name());
                packing(footer, found.get(), file, hadoop);
            } else if (!column.isOptional()) {
                List<String> there = schema.getPaths().stream()
                        .map(way -> String.join(".", way))
                        .toList();
                throw column.unknown(file.name(), path, there);
            }
        }
    }

    /** A column may be packed in a way that nobody here can unpack. */
    private static void packing(ParquetMetadata footer, ParquetColumn column, SourceFile file, Configuration hadoop) {
        CodecFactory codecs = new CodecFactory(hadoop, 0);
        for (BlockMetaData group : footer.getBlocks()) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                List<String> way = List.of(chunk.getPath().toArray());
                int depth = column.fields().size();
                if (way.size() >= depth && way.subList(0, depth).equals(column.fields())) {
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

    @Override
    public List<SourceFile> split(SourceFile file, Configuration hadoop) {
        try {
            List<SourceFile> parts = new ArrayList<>();
            for (BlockMetaData group :
                    ParquetRowReader.footer(file.path(), hadoop).getBlocks()) {
                long end = group.getStartingPos() + group.getCompressedSize();
                parts.add(file.part(parts.isEmpty() ? 0 : group.getStartingPos(), end));
            }
            return parts.isEmpty() ? List.of(file) : parts;
        } catch (IOException | RuntimeException e) {
            return List.of(file); // its own outcome will say so
        }
    }

    @Override
    public Opened open(SourceFile part, RowMaker maker, Configuration hadoop) throws IOException {
        return new Opened(ParquetRowReader.of(maker, part, hadoop), () -> FileBytes.sha256(part.path(), hadoop));
    }
}
