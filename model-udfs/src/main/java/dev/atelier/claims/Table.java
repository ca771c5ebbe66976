package dev.atelier.claims;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A .tsv file of the jar: comments, a line with the names of the columns, rows. */
final class Table {
    private Table() {}

    /** The rows, each by the names of its columns. */
    static List<Map<String, String>> rows(String file) {
        List<String> lines = lines(file);
        String[] names = lines.get(0).split("\t", -1);
        return lines.stream()
                .skip(1)
                .map(line -> row(names, line.split("\t", -1), file))
                .toList();
    }

    /** The entries of a cell. */
    static List<String> entries(String cell) {
        return cell == null || cell.isBlank()
                ? List.of()
                : Stream.of(cell.split(",", -1))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }

    private static Map<String, String> row(String[] names, String[] cells, String file) {
        if (cells.length != names.length) {
            throw new IllegalStateException(file + " has a row of " + cells.length + " cells: " + cells[0]
                    + " (must be " + names.length + ", separated by tabs)");
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], cells[i]);
        }
        return row;
    }

    private static List<String> lines(String file) {
        try (InputStream in = Table.class.getResourceAsStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + " in the jar", e);
        }
    }
}
