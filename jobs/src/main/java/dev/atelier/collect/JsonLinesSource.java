package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.atelier.collect.Lines.Line;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Inline;
import dev.atelier.domain.Require;
import dev.atelier.domain.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * One JSON object a line.
 *
 * @param path see {@link FileSource#path()}
 * @param encoding default {@code UTF-8}
 */
@Word("jsonl")
public record JsonLinesSource(String path, String encoding, @Inline Mapping rows) implements FileSource {
    /** Lines whose keys are gathered; a pointer that none of them has is taken for a mistake. */
    private static final int LINES = 10_000;

    /** Elements of a list whose pointers are gathered for suggestions. */
    private static final int ELEMENTS = 3;

    public JsonLinesSource {
        Require.text(path, "path of a source");
        encoding = encoding == null ? "UTF-8" : encoding;
        FileBytes.checkEncoding(encoding);
    }

    @Override
    public IdWriter written() {
        return IdWriter.of("jsonl/1").text("encoding", encoding).record("rows", rows);
    }

    @Override
    public void check(List<SourceFile> own, Configuration hadoop) {
        List<Column> missing = new ArrayList<>(rows.wanted());
        missing.forEach(column -> Json.checkPointer(column, path));
        missing.removeIf(Column::isOptional);
        Set<String> found = new TreeSet<>();
        int[] seen = {0};
        FileSource.each(own, file -> {
            try (Lines lines = new Lines(FileBytes.open(file.path(), hadoop).text(encoding))) {
                for (Line line = lines.next(); line != null && seen[0] < LINES; line = lines.next()) {
                    seen[0]++;
                    JsonNode row = parse(line.text());
                    gather(row, "", found);
                    missing.removeIf(column -> Json.at(row, column) != null);
                }
            }
        });
        if (!missing.isEmpty() && !found.isEmpty()) {
            Column first = new Column(Json.pointer(missing.get(0).written()));
            throw first.unknown(own.get(0).name(), path, found);
        }
    }

    /** Nothing for what is not JSON: the row's own outcome will say so. */
    private static JsonNode parse(String line) {
        try {
            return Json.parse(line);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
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

    @Override
    public Opened open(SourceFile file, RowMaker maker, Configuration hadoop) throws IOException {
        FileBytes bytes = FileBytes.open(file.path(), hadoop);
        return new Opened(new JsonLinesReader(maker, bytes.text(encoding)), bytes::sha256);
    }
}
