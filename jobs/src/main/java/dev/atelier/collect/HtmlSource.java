package dev.atelier.collect;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Inline;
import dev.atelier.domain.Require;
import dev.atelier.domain.Word;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Pages with schema.org Product as JSON-LD.
 *
 * @param path see {@link FileSource#path()}
 * @param encoding default what the page says
 */
@Word("html")
public record HtmlSource(String path, String encoding, @Inline Mapping rows) implements FileSource {
    public HtmlSource {
        Require.text(path, "path of a source");
        if (encoding != null) {
            FileBytes.checkEncoding(encoding);
        }
    }

    @Override
    public IdWriter written() {
        return IdWriter.of("html/1").text("encoding", encoding).record("rows", rows);
    }

    /** Pages are not looked at: each has its own fields. */
    @Override
    public void check(List<SourceFile> own, Configuration hadoop) {
        rows.wanted().forEach(column -> Json.checkPointer(column, path));
    }

    @Override
    public Opened open(SourceFile file, RowMaker maker, Configuration hadoop) throws IOException {
        FileBytes bytes = FileBytes.open(file.path(), hadoop);
        return new Opened(new HtmlReader(maker, bytes.unpacked()), bytes::sha256);
    }
}
