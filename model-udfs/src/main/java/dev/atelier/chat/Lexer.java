package dev.atelier.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template's source as jinja2/lexer.py 3.1 does with {@code trim_blocks} and {@code lstrip_blocks}, as
 * transformers sets them.
 */
final class Lexer {
    /** Published templates have up to some ten thousand characters. */
    private static final int MOST_CHARACTERS = 1 << 18;

    private static final Pattern RAW = Pattern.compile("\\s*raw\\s*(-?)%\\}");
    private static final Pattern RAW_END = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");
    private static final Pattern REAL =
            Pattern.compile("\\d[\\d_]*+(?:\\.\\d[\\d_]*+(?:[eE][+-]?\\d++)?|[eE][+-]?\\d++)");
    private static final Pattern WHOLE = Pattern.compile("0[xX][0-9a-fA-F_]++|0[bB][01_]++|0[oO][0-7_]++|\\d[\\d_]*+");
    private static final Pattern NAME = Pattern.compile("[\\p{IsAlphabetic}_][\\p{IsAlphabetic}\\d_]*+");
    private static final Pattern OPERATOR = Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}<>=.:|,;]");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int at;
    private int line = 1;
    private int counted;
    private boolean lineStarting = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        if (template.length() > MOST_CHARACTERS) {
            throw new TemplateException("has more than " + MOST_CHARACTERS + " characters");
        }
        String source = template.replaceAll("\r\n|\r", "\n");
        Lexer lexer = new Lexer(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
        while (lexer.at < lexer.source.length()) {
            lexer.data();
        }
        lexer.add(Token.Kind.END, "end of the template");
        return lexer.tokens;
    }

    private void data() {
        int tag = at;
        while (tag < source.length() && !(source.charAt(tag) == '{' && "{%#".indexOf(charAt(tag + 1)) >= 0)) {
            tag++;
        }
        char kind = tag < source.length() ? charAt(tag + 1) : ' ';
        char sign = tag < source.length() ? charAt(tag + 2) : ' ';
        String text = source.substring(at, tag);
        addData(sign == '-' ? stripped(text) : sign == '+' || kind == '{' ? text : withoutMargin(text, tag));
        at = tag < source.length() ? tag + (sign == '-' || sign == '+' ? 3 : 2) : tag;
        Matcher raw = matcher(RAW);
        if (kind == '#') {
            comment();
        } else if (kind == '{') {
            expression("{{", "}}");
        } else if (kind == '%' && raw.lookingAt()) {
            raw(raw);
        } else if (kind == '%') {
            expression("{%", "%}");
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw fail("has a comment without end");
        }
        char sign = end > at ? source.charAt(end - 1) : ' ';
        at = end + 2;
        afterTag(sign);
    }

    private void raw(Matcher begin) {
        at = begin.end();
        if (begin.group(1).equals("-")) {
            skipSpace();
        }
        Matcher end = RAW_END.matcher(source);
        if (!end.find(at)) {
            throw fail("has raw without endraw");
        }
        String text = source.substring(at, end.start());
        String sign = end.group(1);
        addData(sign.equals("-") ? stripped(text) : sign.isEmpty() ? withoutMargin(text, end.start()) : text);
        at = end.end();
        afterTag(end.group(2).isEmpty() ? ' ' : end.group(2).charAt(0));
    }

    /** trim_blocks: the line break after a block or comment goes; with a minus all white space. */
    private void afterTag(char sign) {
        if (sign == '-') {
            skipSpace();
        } else if (sign != '+' && charAt(at) == '\n') {
            at++;
        }
        lineStarting = source.charAt(at - 1) == '\n';
    }

    private void expression(String begin, String end) {
        add(Token.Kind.OPERATOR, begin);
        while (true) {
            char sign = charAt(at);
            boolean signed = sign == '-' || (sign == '+' && end.equals("%}"));
            if (open.isEmpty() && source.startsWith(end, signed ? at + 1 : at)) {
                add(Token.Kind.OPERATOR, end);
                at += signed ? 3 : 2;
                afterTag(end.equals("}}") && sign != '-' ? '+' : sign);
                return;
            } else if (at >= source.length()) {
                throw fail("has " + begin + " without " + end);
            } else if (Text.isSpace(source.charAt(at))) {
                at++;
            } else {
                token();
            }
        }
    }

    private void token() {
        char first = source.charAt(at);
        if (first == '\'' || first == '"') {
            string(first);
        } else if (!taken(REAL, Token.Kind.REAL)
                && !taken(WHOLE, Token.Kind.WHOLE)
                && !taken(NAME, Token.Kind.NAME)
                && !taken(OPERATOR, Token.Kind.OPERATOR)) {
            throw fail("has " + Character.toString(source.codePointAt(at)) + " where an expression goes on");
        }
    }

    private boolean taken(Pattern pattern, Token.Kind kind) {
        Matcher found = matcher(pattern);
        if (!found.lookingAt()) {
            return false;
        }
        add(kind, found.group());
        at = found.end();
        if (kind == Token.Kind.OPERATOR) {
            balance(found.group());
        }
        return true;
    }

    private void balance(String bracket) {
        if ("([{".contains(bracket)) {
            open.push(bracket.equals("(") ? ")" : bracket.equals("[") ? "]" : "}");
        } else if (")]}".contains(bracket) && (open.isEmpty() || !open.pop().equals(bracket))) {
            throw fail("has " + bracket + " without its opening bracket");
        }
    }

    private void string(char quote) {
        int end = at + 1;
        while (charAt(end) != quote) {
            end += charAt(end) == '\\' ? 2 : 1;
            if (end >= source.length()) {
                throw fail("has a string without end");
            }
        }
        try {
            add(Token.Kind.STRING, Escapes.read(source.substring(at + 1, end)));
        } catch (TemplateException e) {
            throw e.at(line);
        }
        at = end + 1;
    }

    private void add(Token.Kind kind, String text) {
        for (; counted < Math.min(at, source.length()); counted++) {
            line += source.charAt(counted) == '\n' ? 1 : 0;
        }
        tokens.add(new Token(kind, text, line));
    }

    private void addData(String text) {
        if (!text.isEmpty()) {
            add(Token.Kind.DATA, text);
        }
    }

    /** lstrip_blocks: white space from the start of the line to a block or comment goes. */
    private String withoutMargin(String text, int tag) {
        int start = text.lastIndexOf('\n') + 1;
        boolean blank = text.substring(start).codePoints().allMatch(Text::isSpace);
        return tag < source.length() && blank && (start > 0 || lineStarting) ? text.substring(0, start) : text;
    }

    private static String stripped(String text) {
        return Text.ofTemplate(text).strip(null, false, true).chars();
    }

    private void skipSpace() {
        while (at < source.length() && Text.isSpace(source.charAt(at))) {
            at++;
        }
    }

    private char charAt(int place) {
        return place < source.length() ? source.charAt(place) : '\0';
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(source).region(Math.min(at, source.length()), source.length());
    }

    private TemplateException fail(String what) {
        add(Token.Kind.END, "");
        return new TemplateException(line, what);
    }
}
