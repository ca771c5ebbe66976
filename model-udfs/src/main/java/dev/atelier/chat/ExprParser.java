package dev.atelier.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Expressions, in the order of precedence of jinja2/parser.py 3.1. */
final class ExprParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final Tokens tokens;
    private final OperandParser operands;

    ExprParser(Tokens tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this);
    }

    /** What stands behind a value: filters, tests, calls. */
    Expr filtered(Expr of) {
        return operands.filtered(of);
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

    /** What a loop goes through: an expression without a condition, or a tuple of them without brackets. */
    Expr loopItems() {
        Expr first = or();
        if (!tokens.isOperator(",")) {
            return first;
        }
        List<Expr> items = new ArrayList<>(List.of(first));
        while (tokens.skip(",")) {
            items.add(or());
        }
        return new Expr.ListOf(items, true);
    }

    private Expr or() {
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
        return binary(this::concat, "+", "-");
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
        return binary(this::power, "*", "/", "//", "%");
    }

    private Expr power() {
        return binary(() -> unary(true), "**");
    }

    /** Operators of one precedence, from left to right. */
    private Expr binary(Supplier<Expr> operand, String... operators) {
        Expr left = operand.get();
        while (Stream.of(operators).anyMatch(tokens::isOperator)) {
            left = new Expr.Binary(tokens.next().text(), left, operand.get());
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
            made = operands.operand();
        }
        tokens.leave();
        return filters ? operands.filtered(made) : made;
    }
}
