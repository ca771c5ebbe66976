package dev.atelier.collect;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Inline;
import dev.atelier.domain.Require;
import dev.atelier.domain.Word;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * CSV with a header.
 *
 * @param path see {@link FileSource#path()}
 * @param encoding default {@code UTF-8}
 * @param delimiter one character; default comma
 */
@Word("csv")
public record CsvSource(String path, String encoding, String delimiter, @Inline Mapping rows) implements FileSource {
    public CsvSource {
        Require.text(path, "path of a source");
        encoding = encoding == null ? "UTF-8" : encoding;
        FileBytes.checkEncoding(encoding);
        delimiter = delimiter == null ? "," : delimiter;
        Require.that(
                delimiter.length() == 1 && !delimiter.equals("\""),
                "delimiter",
                delimiter,
                "must be one character, not a quote");
    }

    @Override
    public IdWriter written() {
        return IdWriter.of("csv/1")
                .text("encoding", encoding)
                .text("delimiter", delimiter)
                .record("rows", rows);
    }

    @Override
    public void check(List<SourceFile> own, Configuration hadoop) {
        FileSource.each(own, file -> {
            try (Lines lines = new Lines(FileBytes.open(file.path(), hadoop).text(encoding))) {
                List<String> header = CsvReader.header(lines, delimiter);
                for (Column column : header.isEmpty() ? List.<Column>of() : rows.wanted()) {
                    if (column.place(header, file.name()) < 0 && !column.isOptional()) {
                        throw column.unknown(file.name(), path, header);
                    }
                }
            }
        });
    }

    @Override
    public Opened open(SourceFile file, RowMaker maker, Configuration hadoop) throws IOException {
        FileBytes bytes = FileBytes.open(file.path(), hadoop);
        return new Opened(new CsvReader(maker, delimiter, bytes.text(encoding)), bytes::sha256);
    }
}
