package dev.atelier.chat;

/** Backslashes in Python's string literals. */
final class Escapes {
    private static final String SHORT = "\\\\''\"\"a\u0007b\bf\fn\nr\rt\tv\u000b";

    private Escapes() {}

    /** An unknown escape stays as it stands, as in Python. */
    static String read(String literal) {
        StringBuilder read = new StringBuilder();
        for (int at = 0; at < literal.length(); at++) {
            char c = literal.charAt(at);
            if (c != '\\') {
                read.append(c);
                continue;
            }
            char kind = literal.charAt(++at);
            int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
            int known = "\\'\"abfnrtv".indexOf(kind);
            if (digits > 0) {
                read.appendCodePoint(number(literal, at + 1, digits, 16));
                at += digits;
            } else if (kind >= '0' && kind <= '7') {
                int end = at + 1;
                while (end < Math.min(literal.length(), at + 3) && "01234567".indexOf(literal.charAt(end)) >= 0) {
                    end++;
                }
                read.appendCodePoint(number(literal, at, end - at, 8));
                at = end - 1;
            } else if (known >= 0) {
                read.append(SHORT.charAt(2 * known + 1));
            } else if (kind == 'N') {
                throw new TemplateException("has \\N in a string, which is not implemented");
            } else if (kind != '\n') {
                read.append('\\').append(kind);
            }
        }
        return read.toString();
    }

    private static int number(String literal, int from, int digits, int base) {
        try {
            int code = Integer.parseInt(literal.substring(from, from + digits), base);
            Character.toChars(code);
            return code;
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new TemplateException("has a broken escape in a string");
        }
    }
}
