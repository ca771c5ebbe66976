package dev.atelier.chat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may stand behind a bar: jinja2/filters.py, and {@code tojson} as transformers has it. */
final class Filters {
    /** What a filter makes of a value. */
    interface Of {
        Value apply(Value value, Arguments arguments);
    }

    private static final Map<String, Of> TEXTS = Map.ofEntries(
            text("trim", (text, a) -> {
                Text set = a.text(0, "chars");
                return text.strip(set == null ? null : set.chars(), true, true);
            }),
            text("upper", (text, a) -> Methods.upper(text)),
            text("lower", (text, a) -> Methods.lower(text)),
            text("capitalize", (text, a) -> Methods.capitalized(text)),
            text("title", (text, a) -> title(text)),
            text("string", (text, a) -> text),
            text("safe", (text, a) -> text),
            text(
                    "replace",
                    (text, a) ->
                            text.replace(a.get(0, "old").text(), a.get(1, "new").text(), a.whole(2, "count", -1))),
            text("indent", Filters::indent),
            text("format", (text, a) -> Formats.percent(text, new Value.Items(a.positional(), true))),
            Map.entry("tojson", (v, a) -> new Value.Str(json(v, a))),
            Map.entry("int", (v, a) -> whole(v, a.find(0, "default"))),
            Map.entry("float", (v, a) -> real(v, a.find(0, "default"))),
            Map.entry("abs", (v, a) -> Operators.number(v) < 0 ? Operators.negative(v) : v),
            Map.entry("round", (v, a) -> round(v, a)),
            Map.entry("default", (v, a) -> otherwise(v, a)),
            Map.entry("d", (v, a) -> otherwise(v, a)),
            Map.entry("length", (v, a) -> new Value.Whole(Sequences.length(v))),
            Map.entry("count", (v, a) -> new Value.Whole(Sequences.length(v))));

    private static final Map<String, Of> ALL = Stream.of(TEXTS, ListFilters.ALL)
            .flatMap(filters -> filters.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Filters() {}

    static Value apply(String name, Value value, Arguments arguments) {
        Of filter = ALL.get(name);
        if (filter == null) {
            throw new TemplateException("uses the filter " + name + ", which is not implemented");
        }
        return filter.apply(value, arguments);
    }

    /** What a filter makes of a text. */
    private interface OfText {
        Text apply(Text text, Arguments arguments);
    }

    private static Map.Entry<String, Of> text(String name, OfText filter) {
        return Map.entry(name, (value, arguments) -> new Value.Str(filter.apply(value.text(), arguments)));
    }

    private static Value otherwise(Value value, Arguments arguments) {
        boolean missing = value instanceof Value.Undefined || (arguments.flag(1, "boolean", false) && !value.truth());
        Value given = arguments.find(0, "default_value");
        return !missing ? value : given == null ? new Value.Str(Text.EMPTY) : given;
    }

    /** Words start behind blanks, hyphens and opening brackets. */
    private static Text title(Text text) {
        Joined made = new Joined();
        boolean inWord = false;
        for (Text character : text.characters()) {
            int c = character.chars().codePointAt(0);
            made.add(inWord ? Methods.lower(character) : Methods.upper(character));
            inWord = !Text.isSpace(c) && "-({[<".indexOf(c) < 0;
        }
        return made.text();
    }

    private static Text indent(Text text, Arguments arguments) {
        Value width = arguments.find(0, "width");
        Text margin = width instanceof Value.Str given
                ? given.text()
                : Text.ofTemplate(margin(width == null ? 4 : Operators.index(width)));
        boolean blank = arguments.flag(2, "blank", false);
        List<Text> lines = Splits.lines(text.plus(Text.ofTemplate("\n")));
        Joined made = new Joined();
        for (int i = 0; i < lines.size(); i++) {
            boolean margined = i == 0
                    ? arguments.flag(1, "first", false)
                    : blank || !lines.get(i).isEmpty();
            made.add(i == 0 ? "" : "\n").add(margined ? margin : Text.EMPTY).add(lines.get(i));
        }
        return made.text();
    }

    private static String margin(long width) {
        Budget.mayBeLong(width);
        return " ".repeat((int) Math.max(0, width));
    }

    private static Text json(Value value, Arguments arguments) {
        Value indent = arguments.find(1, "indent");
        boolean flat = indent == null || indent == Value.None.NONE;
        String margin =
                flat ? null : indent instanceof Value.Str text ? text.text().chars() : margin(Operators.index(indent));
        Value separators = arguments.find(2, "separators");
        boolean given = separators != null && separators != Value.None.NONE;
        List<Value> both = given ? Sequences.iterate(separators) : List.of();
        return Formats.json(
                value,
                new Formats.Json(
                        margin,
                        given ? both.get(0).text().chars() : flat ? ", " : ",",
                        given ? both.get(1).text().chars() : ": ",
                        arguments.flag(0, "ensure_ascii", false),
                        arguments.flag(3, "sort_keys", false)));
    }

    private static Value whole(Value value, Value otherwise) {
        Operators.refuseClock(value);
        try {
            String text = value instanceof Value.Str
                    ? value.text().strip(null, true, true).chars()
                    : "";
            return value instanceof Value.Real real
                    ? new Value.Whole((long) real.value())
                    : Operators.isWhole(value)
                            ? new Value.Whole(Operators.index(value))
                            : new Value.Whole(
                                    text.contains(".") ? (long) Double.parseDouble(text) : Long.parseLong(text));
        } catch (NumberFormatException e) {
            return otherwise == null ? new Value.Whole(0) : otherwise;
        }
    }

    private static Value real(Value value, Value otherwise) {
        Operators.refuseClock(value);
        try {
            return new Value.Real(
                    Operators.isNumber(value)
                            ? Operators.number(value)
                            : Double.parseDouble(value.text().chars().strip()));
        } catch (NumberFormatException e) {
            return otherwise == null ? new Value.Real(0) : otherwise;
        }
    }

    private static Value round(Value value, Arguments arguments) {
        if (arguments.find(0, "precision") != null) {
            throw new TemplateException("rounds to a precision, which is not implemented");
        }
        Text method = arguments.text(1, "method");
        double number = Operators.number(value);
        return new Value.Real(
                switch (method == null ? "common" : method.chars()) {
                    case "ceil" -> Math.ceil(number);
                    case "floor" -> Math.floor(number);
                    default -> Math.rint(number);
                });
    }
}
