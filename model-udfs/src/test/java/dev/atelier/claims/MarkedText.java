package dev.atelier.claims;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A text about an item with its faults. In the files they are marked in the text: {@code {c material|steel}} contradicts the
 * item, {@code {u number|12 in}} is not supported by it.
 */
record MarkedText(Item item, String text, List<Fault> faults) {
    /** A stretch of the text that states what the item does not. */
    record Fault(Kind kind, Support support, int begin, int end) {}

    /** The texts of a file beside this class. */
    static List<MarkedText> of(String file) {
        List<MarkedText> texts = new ArrayList<>();
        Item item = null;
        for (String line : lines(file)) {
            if (line.startsWith("= ")) {
                item = item(line.substring(2).split(" \\| ", -1));
            } else {
                texts.add(text(item, line));
            }
        }
        return texts;
    }

    private static Item item(String[] cells) {
        List<Attribute> attributes = Stream.of(cells[6].split(";", -1))
                .map(String::strip)
                .filter(pair -> !pair.isEmpty())
                .map(pair -> new Attribute(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)))
                .toList();
        String[] price = cells[4].split(" ", -1);
        Double amount = price.length < 2 ? null : (Double) Numerals.value(price[0]);
        ItemText text = new ItemText(null, null, cells[0], none(cells[1]), none(cells[2]), none(cells[3]));
        return new Item(
                cells[0],
                text,
                cells[5],
                amount,
                price.length < 2 ? null : price[1],
                attributes,
                List.of(),
                "CC0-1.0",
                "row");
    }

    private static String none(String cell) {
        return cell.isBlank() ? null : cell;
    }

    private static MarkedText text(Item item, String line) {
        StringBuilder text = new StringBuilder();
        List<Fault> faults = new ArrayList<>();
        int at = 0;
        for (int open = line.indexOf('{'); open >= 0; open = line.indexOf('{', at)) {
            int bar = line.indexOf('|', open);
            int close = line.indexOf('}', bar);
            text.append(line, at, open);
            int begin = text.length();
            text.append(line, bar + 1, close);
            Support support = line.charAt(open + 1) == 'c' ? Support.CONTRADICTED : Support.UNSUPPORTED;
            Kind kind = Kind.valueOf(line.substring(open + 3, bar).toUpperCase(Locale.ROOT));
            faults.add(new Fault(kind, support, begin, text.length()));
            at = close + 1;
        }
        return new MarkedText(item, text.append(line.substring(at)).toString(), faults);
    }

    private static List<String> lines(String file) {
        try (InputStream in = MarkedText.class.getResourceAsStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
