package dev.atelier.image;

import dev.atelier.domain.Require;

/** One flat JSON object, keys in the order they were added (RFC 8259). */
final class JsonObject {
    private final StringBuilder json = new StringBuilder("{");

    /** A string, or {@code null}. */
    JsonObject text(String key, String value) {
        if (value == null) {
            return add(key, "null");
        }
        StringBuilder quoted = new StringBuilder();
        quote(quoted, value);
        return add(key, quoted.toString());
    }

    JsonObject number(String key, long value) {
        return add(key, Long.toString(value));
    }

    JsonObject number(String key, double value) {
        Require.that(Double.isFinite(value), key, value, "JSON has no such number");
        return add(key, Double.toString(value));
    }

    @Override
    public String toString() {
        return json + "}";
    }

    private JsonObject add(String key, String value) {
        if (json.length() > 1) {
            json.append(',');
        }
        quote(json, key);
        json.append(':').append(value);
        return this;
    }

    private static void quote(StringBuilder out, String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || (Character.isSurrogate(c) && !paired(value, i))) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean paired(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }
}
