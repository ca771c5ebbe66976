package dev.atelier.chat;

import java.util.List;

/** Where a parser stands in a template. */
final class Tokens {
    private final List<Token> tokens;
    private int at;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token ahead() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        at += token.kind() == Token.Kind.END ? 0 : 1;
        return token;
    }

    boolean isName(String name) {
        return current().is(Token.Kind.NAME, name);
    }

    boolean isOperator(String operator) {
        return current().is(Token.Kind.OPERATOR, operator);
    }

    boolean skipName(String name) {
        boolean found = isName(name);
        at += found ? 1 : 0;
        return found;
    }

    boolean skip(String operator) {
        boolean found = isOperator(operator);
        at += found ? 1 : 0;
        return found;
    }

    void expect(String operator) {
        if (!skip(operator)) {
            throw fail("has " + current().text() + " where " + operator + " must stand");
        }
    }

    /** What stands between commas up to a bracket; a comma may stand before it. */
    void list(String end, Runnable one) {
        while (!skip(end)) {
            one.run();
            if (!isOperator(end)) {
                expect(",");
            }
        }
    }

    String name() {
        if (current().kind() != Token.Kind.NAME) {
            throw fail("has " + current().text() + " where a name must stand");
        }
        return next().text();
    }

    /** Attributes that start with an underscore lead to Python's insides, which are not here. */
    String attribute() {
        String name = name();
        if (name.startsWith("_")) {
            throw fail("asks for " + name + ": an attribute that starts with _ is not allowed");
        }
        return name;
    }

    TemplateException fail(String what) {
        return new TemplateException(current().line(), what);
    }

    void enter() {
        if (++depth > Budget.MOST_DEPTH) {
            throw fail("goes deeper than " + Budget.MOST_DEPTH + " levels");
        }
    }

    void leave() {
        depth--;
    }
}
