package dev.atelier.collect;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** Sources read without Spark. */
final class Reading {
    static final Configuration HADOOP = new Configuration();

    private Reading() {}

    static Source source(Path path, String format, Map<String, String> columns, Map<String, String> attributes) {
        return source(path.toString(), format, null, new Mapping(columns, attributes, null, "CC0-1.0"));
    }

    static Source source(String path, String format, String encoding, Mapping rows) {
        return switch (format) {
            case "csv" -> new CsvSource(path, encoding, null, rows);
            case "jsonl" -> new JsonLinesSource(path, encoding, rows);
            case "html" -> new HtmlSource(path, encoding, rows);
            default -> new ParquetSource(path, rows);
        };
    }

    static List<Outcome<RawItem>> csv(byte[] bytes, Source conf) throws IOException {
        var characters = Characters.of(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        return all(new CsvReader(new RowMaker("a.csv", conf), ",", characters));
    }

    static List<Outcome<RawItem>> jsonLines(String text, Source conf) throws IOException {
        return all(new JsonLinesReader(new RowMaker("a.jsonl", conf), new StringReader(text)));
    }

    static List<Outcome<RawItem>> page(byte[] html, Source conf) throws IOException {
        return all(new HtmlReader(new RowMaker("a.html", conf), new ByteArrayInputStream(html)));
    }

    static List<Outcome<RawItem>> parquet(Path file, Source conf) throws IOException {
        SourceFile whole =
                SourceFile.whole(0, file.toUri().getPath(), file.getFileName().toString());
        return all(ParquetRowReader.of(new RowMaker(whole.name(), conf), whole, HADOOP));
    }

    /** What a run does before it reads the first row. */
    static void check(Source... sources) {
        CollectConf conf = new CollectConf(List.of(sources));
        SourceFiles.check(conf, SourceFiles.find(conf, HADOOP, hidden -> {}), HADOOP);
    }

    static Map<String, String> attributes(Outcome<RawItem> outcome) {
        return outcome.value().attributes().stream()
                .collect(Collectors.toMap(Attribute::name, Attribute::value, (a, b) -> a + b, TreeMap::new));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Path write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static List<Outcome<RawItem>> all(RowReader<?> reader) throws IOException {
        try (reader) {
            List<Outcome<RawItem>> all = new ArrayList<>();
            for (Outcome<RawItem> outcome = reader.next(); outcome != null; outcome = reader.next()) {
                all.add(outcome);
            }
            return all;
        }
    }
}
