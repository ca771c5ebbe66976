package dev.atelier.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What operators stand between: literals, names, brackets, and what follows them. */
record OperandParser(Tokens tokens, ExprParser expressions) {
    private static final Set<String> AFTER_TEST = Set.of("else", "or", "and", "is", "if", "in", "not");

    /** With its attributes, subscripts and calls, without filters. */
    Expr operand() {
        return postfix(primary());
    }

    private Expr primary() {
        Token token = tokens.current();
        switch (token.kind()) {
            case STRING -> {
                StringBuilder text = new StringBuilder();
                while (tokens.current().kind() == Token.Kind.STRING) {
                    text.append(tokens.next().text());
                }
                return new Expr.Const(Value.Str.of(text.toString()));
            }
            case WHOLE, REAL -> {
                return new Expr.Const(number(tokens.next()));
            }
            case NAME -> {
                return named(tokens.next());
            }
            default -> {
                return bracketed();
            }
        }
    }

    private Expr named(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Expr.Const(Value.Bool.TRUE);
            case "false", "False" -> new Expr.Const(Value.Bool.FALSE);
            case "none", "None" -> new Expr.Const(Value.None.NONE);
            default -> new Expr.Name(token.text());
        };
    }

    private Value number(Token token) {
        String digits = token.text().replace("_", "");
        try {
            if (token.kind() == Token.Kind.REAL) {
                return new Value.Real(Double.parseDouble(digits));
            }
            char base = digits.length() > 1 ? Character.toLowerCase(digits.charAt(1)) : ' ';
            int radix = base == 'x' ? 16 : base == 'o' ? 8 : base == 'b' ? 2 : 10;
            return new Value.Whole(Long.parseLong(radix == 10 ? digits : digits.substring(2), radix));
        } catch (NumberFormatException e) {
            throw new TemplateException(token.line(), "has the number " + digits + ", which is too large");
        }
    }

    private Expr bracketed() {
        if (tokens.skip("(")) {
            Expr made = tokens.isOperator(")") ? new Expr.ListOf(List.of(), true) : expressions.tuple();
            tokens.expect(")");
            return made;
        } else if (tokens.skip("[")) {
            List<Expr> items = new ArrayList<>();
            tokens.list("]", () -> items.add(expressions.expression()));
            return new Expr.ListOf(items, false);
        } else if (tokens.skip("{")) {
            return dict();
        }
        throw tokens.fail("has " + tokens.current().text() + " where an expression must stand");
    }

    private Expr dict() {
        List<Expr> keys = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        tokens.list("}", () -> {
            keys.add(expressions.expression());
            tokens.expect(":");
            values.add(expressions.expression());
        });
        return new Expr.DictOf(keys, values);
    }

    private Expr postfix(Expr of) {
        Expr made = of;
        while (true) {
            if (tokens.skip(".")) {
                made = tokens.current().kind() == Token.Kind.WHOLE
                        ? new Expr.Item(made, new Expr.Const(number(tokens.next())))
                        : new Expr.Attribute(made, tokens.attribute());
            } else if (tokens.skip("[")) {
                made = subscript(made);
            } else if (tokens.skip("(")) {
                made = new Expr.Call(made, given());
            } else {
                return made;
            }
        }
    }

    private Expr subscript(Expr of) {
        Expr start = sliceEnds() ? null : expressions.tuple();
        if (tokens.skip("]")) {
            return new Expr.Item(of, start);
        }
        tokens.expect(":");
        Expr stop = sliceEnds() ? null : expressions.expression();
        Expr step = tokens.skip(":") && !sliceEnds() ? expressions.expression() : null;
        tokens.expect("]");
        return new Expr.Slice(of, start, stop, step);
    }

    private boolean sliceEnds() {
        return tokens.isOperator(":") || tokens.isOperator("]");
    }

    Expr.Given given() {
        List<Expr> positional = new ArrayList<>();
        Map<String, Expr> named = new LinkedHashMap<>();
        tokens.list(")", () -> {
            if (tokens.isOperator("**")) {
                throw tokens.fail("spreads arguments with **, which is not implemented");
            } else if (tokens.skip("*")) {
                positional.add(new Expr.Spread(expressions.expression()));
            } else if (tokens.ahead().is(Token.Kind.OPERATOR, "=")) {
                String name = tokens.name();
                tokens.next();
                named.put(name, expressions.expression());
            } else {
                positional.add(expressions.expression());
            }
        });
        return new Expr.Given(positional, named);
    }

    /** What stands behind a value: filters, tests, calls. */
    Expr filtered(Expr of) {
        Expr made = of;
        while (true) {
            if (tokens.skip("|")) {
                made = filter(made);
            } else if (tokens.skipName("is")) {
                made = test(made);
            } else if (tokens.skip("(")) {
                made = new Expr.Call(made, given());
            } else {
                return made;
            }
        }
    }

    private Expr filter(Expr of) {
        String name = tokens.name();
        return new Expr.Filter(of, name, tokens.skip("(") ? given() : Expr.Given.NOTHING);
    }

    private Expr test(Expr of) {
        boolean negated = tokens.skipName("not");
        String name = tokens.name();
        Expr.Given given = Expr.Given.NOTHING;
        Token next = tokens.current();
        if (tokens.skip("(")) {
            given = given();
        } else if (startsArgument(next)) {
            given = new Expr.Given(List.of(operand()), Map.of());
        }
        Expr made = new Expr.Test(of, name, given);
        return negated ? new Expr.Not(made) : made;
    }

    private static boolean startsArgument(Token token) {
        return switch (token.kind()) {
            case NAME -> !AFTER_TEST.contains(token.text());
            case STRING, WHOLE, REAL -> true;
            case OPERATOR -> token.text().equals("[") || token.text().equals("{");
            default -> false;
        };
    }
}
