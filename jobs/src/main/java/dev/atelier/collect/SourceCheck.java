package dev.atelier.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.collect.Lines.Line;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nearest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares mapped columns with what the files have, before the run. Pages are not checked: each has its own fields. */
final class SourceCheck {
    /** JSON lines whose keys are gathered; a pointer that none of them has is taken for a mistake. */
    private static final int JSON_LINES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SourceCheck.class);

    private SourceCheck() {}

    /** @throws ConfError naming source, column and the nearest column that is there */
    static void check(CollectConf conf, List<SourceFile> files, SparkSession spark, Configuration hadoop) {
        for (int i = 0; i < conf.sources().size(); i++) {
            SourceConf source = conf.sources().get(i);
            int index = i;
            List<SourceFile> own =
                    files.stream().filter(f -> f.source() == index).toList();
            switch (source.format()) {
                case "csv" -> own.forEach(f -> columns(source, f, header(source, f, hadoop)));
                case "jsonl" -> columns(source, own.get(0), pointers(source, own, hadoop));
                case "parquet" -> own.forEach(f -> columns(source, f, parquetColumns(spark, f, hadoop)));
                default -> {}
            }
        }
    }

    private static void columns(SourceConf source, SourceFile file, Collection<String> there) {
        if (there.isEmpty()) {
            return; // an empty or unreadable file has its own outcome
        }
        Stream<String> fields = source.columns().isEmpty() ? Stream.of("name") : source.columns().values().stream();
        Stream.concat(fields, source.attributes().values().stream())
                .map(c -> source.format().equals("jsonl") && !c.startsWith("/") ? "/" + c : c)
                .filter(c -> !there.contains(c))
                .findFirst()
                .ifPresent(c -> {
                    throw new ConfError("Unknown column " + c + " of " + file.name() + " in source " + source.path()
                            + " (did you mean " + Nearest.of(c, there) + "? it has: " + String.join(", ", there)
                            + ")");
                });
    }

    private static List<String> header(SourceConf source, SourceFile file, Configuration hadoop) {
        try (Lines lines = new Lines(ReadFiles.text(ReadFiles.open(file.path(), hadoop), source))) {
            return CsvReader.header(lines, source);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Set<String> pointers(SourceConf source, List<SourceFile> files, Configuration hadoop) {
        Set<String> found = new TreeSet<>();
        int seen = 0;
        for (SourceFile file : files) {
            try (Lines lines = new Lines(ReadFiles.text(ReadFiles.open(file.path(), hadoop), source))) {
                for (Line line = lines.next(); line != null && seen < JSON_LINES; line = lines.next()) {
                    seen++;
                    gather(line.text(), found);
                }
            } catch (IOException e) {
                LOG.debug("{} cannot be read; its own outcome will say so", file.path(), e);
            }
        }
        return found;
    }

    private static void gather(String line, Set<String> found) {
        try {
            gather(Json.parse(line), "", found);
        } catch (JsonProcessingException e) {
            LOG.debug("Not JSON; the row's own outcome will say so", e);
        }
    }

    private static void gather(JsonNode node, String pointer, Set<String> found) {
        if (!pointer.isEmpty()) {
            found.add(pointer);
        }
        node.fields()
                .forEachRemaining(e -> gather(
                        e.getValue(),
                        pointer + "/" + e.getKey().replace("~", "~0").replace("/", "~1"),
                        found));
    }

    private static Set<String> parquetColumns(SparkSession spark, SourceFile file, Configuration hadoop) {
        Set<String> found = new TreeSet<>();
        ParquetRows.schema(spark, file, hadoop).ifPresent(schema -> gather(schema, "", found));
        return found;
    }

    private static void gather(StructType schema, String prefix, Set<String> found) {
        for (StructField field : schema.fields()) {
            found.add(prefix + field.name());
            if (field.dataType() instanceof StructType inner) {
                gather(inner, prefix + field.name() + ".", found);
            }
        }
    }
}
