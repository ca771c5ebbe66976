package dev.atelier.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expressions, in the order of precedence of jinja2/parser.py 3.1. */
final class ExprParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> AFTER_TEST = Set.of("else", "or", "and", "is", "if", "in", "not");

    private final Tokens tokens;

    ExprParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** An expression, or a tuple of them without brackets. */
    Expr tuple() {
        Expr first = expression();
        if (!tokens.isOperator(",")) {
            return first;
        }
        List<Expr> items = new ArrayList<>(List.of(first));
        while (tokens.skip(",") && startsExpression()) {
            items.add(expression());
        }
        return new Expr.ListOf(items, true);
    }

    private boolean startsExpression() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case OPERATOR -> "([{-+".contains(token.text());
            case END -> false;
            default -> true;
        };
    }

    Expr expression() {
        tokens.enter();
        Expr made = or();
        while (tokens.skipName("if")) {
            Expr test = or();
            made = new Expr.Conditional(test, made, tokens.skipName("else") ? expression() : null);
        }
        tokens.leave();
        return made;
    }

    /** Without a trailing condition, as the source of a loop is. */
    Expr or() {
        Expr left = and();
        while (tokens.skipName("or")) {
            left = new Expr.Either(true, left, and());
        }
        return left;
    }

    private Expr and() {
        Expr left = not();
        while (tokens.skipName("and")) {
            left = new Expr.Either(false, left, not());
        }
        return left;
    }

    private Expr not() {
        int negations = 0;
        while (tokens.skipName("not")) {
            negations++;
        }
        Expr made = compare();
        for (int i = 0; i < Math.min(negations, 2 - negations % 2); i++) {
            made = new Expr.Not(made);
        }
        return made;
    }

    private Expr compare() {
        Expr first = sum();
        List<String> operators = new ArrayList<>();
        List<Expr> others = new ArrayList<>();
        while (true) {
            boolean notIn = tokens.isName("not") && tokens.ahead().is(Token.Kind.NAME, "in");
            if (tokens.current().kind() == Token.Kind.OPERATOR
                    && COMPARISONS.contains(tokens.current().text())) {
                operators.add(tokens.next().text());
            } else if (notIn) {
                tokens.next();
                tokens.next();
                operators.add("not in");
            } else if (tokens.skipName("in")) {
                operators.add("in");
            } else {
                return others.isEmpty() ? first : new Expr.Compare(first, operators, others);
            }
            others.add(sum());
        }
    }

    private Expr sum() {
        Expr left = concat();
        while (tokens.isOperator("+") || tokens.isOperator("-")) {
            left = new Expr.Binary(tokens.next().text(), left, concat());
        }
        return left;
    }

    private Expr concat() {
        Expr first = product();
        if (!tokens.isOperator("~")) {
            return first;
        }
        List<Expr> parts = new ArrayList<>(List.of(first));
        while (tokens.skip("~")) {
            parts.add(product());
        }
        return new Expr.Concat(parts);
    }

    private Expr product() {
        Expr left = power();
        while (tokens.isOperator("*") || tokens.isOperator("/") || tokens.isOperator("//") || tokens.isOperator("%")) {
            left = new Expr.Binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private Expr power() {
        Expr left = unary(true);
        while (tokens.skip("**")) {
            left = new Expr.Binary("**", left, unary(true));
        }
        return left;
    }

    private Expr unary(boolean filters) {
        tokens.enter();
        Expr made;
        if (tokens.skip("-")) {
            made = new Expr.Negative(unary(false));
        } else if (tokens.skip("+")) {
            made = unary(false);
        } else {
            made = postfix(primary());
        }
        tokens.leave();
        return filters ? filtered(made) : made;
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
            default -> new Expr.Name(allowed(token.text()));
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
            Expr made = tokens.isOperator(")") ? new Expr.ListOf(List.of(), true) : tuple();
            tokens.expect(")");
            return made;
        } else if (tokens.skip("[")) {
            return new Expr.ListOf(list("]"), false);
        } else if (tokens.skip("{")) {
            return dict();
        }
        throw tokens.fail("has " + tokens.current().text() + " where an expression must stand");
    }

    private List<Expr> list(String end) {
        List<Expr> items = new ArrayList<>();
        while (!tokens.skip(end)) {
            items.add(expression());
            if (!tokens.isOperator(end)) {
                tokens.expect(",");
            }
        }
        return items;
    }

    private Expr dict() {
        List<Expr> keys = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        while (!tokens.skip("}")) {
            keys.add(expression());
            tokens.expect(":");
            values.add(expression());
            if (!tokens.isOperator("}")) {
                tokens.expect(",");
            }
        }
        return new Expr.DictOf(keys, values);
    }

    private Expr postfix(Expr of) {
        Expr made = of;
        while (true) {
            if (tokens.skip(".")) {
                made = tokens.current().kind() == Token.Kind.WHOLE
                        ? new Expr.Item(made, new Expr.Const(number(tokens.next())))
                        : new Expr.Attribute(made, allowed(tokens.name()));
            } else if (tokens.skip("[")) {
                made = subscript(made);
            } else if (tokens.skip("(")) {
                made = new Expr.Call(made, given());
            } else {
                return made;
            }
        }
    }

    /** Names that start with an underscore lead to Python's insides, which are not here. */
    String allowed(String name) {
        if (name.startsWith("_")) {
            throw tokens.fail("asks for " + name + ": a name that starts with _ is not allowed");
        }
        return name;
    }

    private Expr subscript(Expr of) {
        Expr start = sliceEnds() ? null : tuple();
        if (tokens.skip("]")) {
            return new Expr.Item(of, start);
        }
        tokens.expect(":");
        Expr stop = sliceEnds() ? null : expression();
        Expr step = tokens.skip(":") && !sliceEnds() ? expression() : null;
        tokens.expect("]");
        return new Expr.Slice(of, start, stop, step);
    }

    private boolean sliceEnds() {
        return tokens.isOperator(":") || tokens.isOperator("]");
    }

    private Expr.Given given() {
        List<Expr> positional = new ArrayList<>();
        Map<String, Expr> named = new LinkedHashMap<>();
        while (!tokens.skip(")")) {
            if (tokens.isOperator("*") || tokens.isOperator("**")) {
                throw tokens.fail("spreads arguments with " + tokens.current().text() + ", which is not implemented");
            } else if (tokens.ahead().is(Token.Kind.OPERATOR, "=")) {
                String name = tokens.name();
                tokens.next();
                named.put(name, expression());
            } else {
                positional.add(expression());
            }
            if (!tokens.isOperator(")")) {
                tokens.expect(",");
            }
        }
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
        if (!Filters.NAMES.contains(name)) {
            throw tokens.fail("uses the filter " + name + ", which is not implemented");
        }
        return new Expr.Filter(of, name, tokens.skip("(") ? given() : Expr.Given.NOTHING);
    }

    private Expr test(Expr of) {
        boolean negated = tokens.skipName("not");
        String name = tokens.name();
        if (!Tests.NAMES.contains(name)) {
            throw tokens.fail("uses the test " + name + ", which is not implemented");
        }
        Expr.Given given = Expr.Given.NOTHING;
        Token next = tokens.current();
        if (tokens.skip("(")) {
            given = given();
        } else if (startsArgument(next)) {
            given = new Expr.Given(List.of(postfix(primary())), Map.of());
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
