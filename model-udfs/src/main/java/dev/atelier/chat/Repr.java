package dev.atelier.chat;

import java.math.BigDecimal;
import java.util.Map;

/** Values as text: Python's str and repr. */
final class Repr {
    private Repr() {}

    /** Python's str. */
    static Text of(Value value) {
        Joined made = new Joined();
        write(value, made);
        return made.text();
    }

    private static void write(Value value, Joined to) {
        if (value instanceof Value.Bool flag) {
            to.add(flag.value() ? "True" : "False");
        } else if (value instanceof Value.None) {
            to.add("None");
        } else if (value instanceof Value.Whole whole) {
            to.add(Long.toString(whole.value()));
        } else if (value instanceof Value.Real real) {
            to.add(number(real.value()));
        } else if (value instanceof Value.Items items) {
            list(items, to);
        } else if (value instanceof Value.Dict dict) {
            dict(dict, to);
        } else {
            throw new TemplateException("writes a " + value.type() + ", which has no text");
        }
    }

    private static void list(Value.Items items, Joined to) {
        to.add(items.tuple() ? "(" : "[");
        String separator = "";
        for (Value value : items.values()) {
            to.add(separator);
            inner(value, to);
            separator = ", ";
        }
        to.add(items.tuple() && items.values().size() == 1 ? ",)" : items.tuple() ? ")" : "]");
    }

    private static void dict(Value.Dict dict, Joined to) {
        to.add("{");
        String separator = "";
        for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
            to.add(separator);
            inner(entry.getKey(), to);
            to.add(": ");
            inner(entry.getValue(), to);
            separator = ", ";
        }
        to.add("}");
    }

    private static void inner(Value value, Joined to) {
        if (value instanceof Value.Str text) {
            to.add(quoted(text.text()));
        } else if (value instanceof Value.Undefined) {
            to.add("Undefined");
        } else {
            write(value, to);
        }
    }

    /** Python's repr of a string. */
    private static Text quoted(Text text) {
        boolean hasSingle = text.chars().indexOf('\'') >= 0;
        String quote = hasSingle && text.chars().indexOf('"') < 0 ? "\"" : "'";
        Text escaped = text.escape(c -> escaped(c, quote.charAt(0)));
        return Text.ofTemplate(quote).plus(escaped).plus(Text.ofTemplate(quote));
    }

    private static String escaped(int c, char quote) {
        if (c == quote || c == '\\') {
            return "\\" + (char) c;
        } else if (c == '\n') {
            return "\\n";
        } else if (c == '\r') {
            return "\\r";
        } else if (c == '\t') {
            return "\\t";
        } else if (c == ' ' || isPrintable(c)) {
            return Character.toString(c);
        }
        return c < 0x100 ? "\\x%02x".formatted(c) : c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Python's repr of a float: an exponent below 1e-4 and from 1e16. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        } else if (exponent >= -4 && exponent < 16) {
            String plain = exact.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = exact.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String sign = exponent < 0 ? "-" : "+";
        return (value < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + sign + "%02d".formatted(Math.abs(exponent));
    }
}
