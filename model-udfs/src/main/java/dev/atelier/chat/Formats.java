package dev.atelier.chat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts made of values: {@code %} formatting and JSON as transformers' {@code tojson} writes it. */
final class Formats {
    private static final Pattern PLACE = Pattern.compile("%(?:%|[sdr])");

    private Formats() {}

    /** Python's {@code format % values} with {@code %s}, {@code %d} and {@code %%}. */
    static Text percent(Text format, Value values) {
        List<Value> all = values instanceof Value.Items items && items.tuple() ? items.values() : List.of(values);
        Iterator<Value> next = all.iterator();
        Joined made = new Joined();
        Matcher place = PLACE.matcher(format.chars());
        int end = 0;
        while (place.find()) {
            literal(format.sub(end, place.start()), made);
            end = place.end();
            char kind = format.chars().charAt(end - 1);
            if (kind == '%') {
                made.add("%");
            } else if (!next.hasNext()) {
                throw new TemplateException("formats more places than values");
            } else if (kind == 's') {
                made.add(next.next().text());
            } else if (kind == 'd') {
                made.add(Long.toString(Operators.index(next.next())));
            } else {
                throw new TemplateException("formats with %r, which is not implemented");
            }
        }
        literal(format.from(end), made);
        if (next.hasNext()) {
            throw new TemplateException("formats more values than places");
        }
        return made.text();
    }

    private static void literal(Text text, Joined to) {
        if (text.chars().indexOf('%') >= 0) {
            throw new TemplateException("formats with '%' other than %s, %d and %%, which is not implemented");
        }
        to.add(text);
    }

    /**
     * Python's json.dumps.
     *
     * @param indent put before each level; null for one line
     */
    static Text json(Value value, Json options) {
        Joined made = new Joined();
        write(value, options, "\n", made);
        return made.text();
    }

    /** Options of json.dumps. */
    record Json(String indent, String comma, String colon, boolean ascii, boolean sorted) {}

    private static void write(Value value, Json options, String margin, Joined to) {
        if (value instanceof Value.Str text) {
            to.add("\"")
                    .add(text.text().escape(c -> escaped(c, options.ascii())))
                    .add("\"");
        } else if (value instanceof Value.Items items) {
            String inside = options.indent() == null ? "" : margin + options.indent();
            String before = "[" + inside;
            for (Value item : items.values()) {
                to.add(before);
                write(item, options, inside, to);
                before = options.comma() + inside;
            }
            to.add(items.truth() ? (options.indent() == null ? "]" : margin + "]") : "[]");
        } else if (value instanceof Value.Dict dict) {
            object(dict, options, margin, to);
        } else if (value instanceof Value.None) {
            to.add("null");
        } else if (value instanceof Value.Bool flag) {
            to.add(flag.value() ? "true" : "false");
        } else if (Operators.isNumber(value)) {
            to.add(value.text().chars().replace("inf", "Infinity").replace("nan", "NaN"));
        } else {
            throw new TemplateException("makes JSON of a " + value.type());
        }
    }

    private static void object(Value.Dict dict, Json options, String margin, Joined to) {
        String inside = options.indent() == null ? "" : margin + options.indent();
        String before = "{" + inside;
        List<Map.Entry<Value, Value>> entries = dict.entries().entrySet().stream()
                .sorted((a, b) -> options.sorted() ? Operators.order(a.getKey(), b.getKey()) : 0)
                .toList();
        for (Map.Entry<Value, Value> entry : entries) {
            to.add(before);
            Value key = entry.getKey();
            Json plain = new Json(null, ", ", ": ", options.ascii(), false);
            write(key instanceof Value.Str ? key : new Value.Str(json(key, plain)), options, inside, to);
            to.add(options.colon());
            write(entry.getValue(), options, inside, to);
            before = options.comma() + inside;
        }
        to.add(dict.truth() ? (options.indent() == null ? "}" : margin + "}") : "{}");
    }

    private static String escaped(int c, boolean ascii) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> c < 0x20 || (ascii && c > 0x7e) ? units(c) : Character.toString(c);
        };
    }

    private static String units(int c) {
        StringBuilder units = new StringBuilder();
        for (char unit : Character.toChars(c)) {
            units.append("\\u%04x".formatted((int) unit));
        }
        return units.toString();
    }
}
