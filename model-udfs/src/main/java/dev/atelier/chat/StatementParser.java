package dev.atelier.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Statements of the template language; what it has beside them is refused by name and line. */
final class StatementParser {
    private final Tokens tokens;
    private final ExprParser expressions;
    private int loops;

    StatementParser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExprParser(tokens);
    }

    /** The whole template. */
    Statement all() {
        return until(Set.of());
    }

    /** Up to a tag of one of these names, which is left to be read; up to the end if there is none. */
    private Statement until(Set<String> ends) {
        List<Statement> statements = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        tokens.enter();
        while (tokens.current().kind() != Token.Kind.END) {
            lines.add(tokens.current().line());
            if (tokens.current().kind() == Token.Kind.DATA) {
                statements.add(new Statement.Write(
                        new Expr.Const(Value.Str.of(tokens.next().text()))));
            } else if (tokens.skip("{{")) {
                statements.add(new Statement.Write(expressions.tuple()));
                tokens.expect("}}");
            } else {
                tokens.expect("{%");
                if (ends.contains(tokens.current().text())) {
                    lines.remove(lines.size() - 1);
                    break;
                }
                statements.add(statement());
            }
        }
        if (tokens.current().kind() == Token.Kind.END && !ends.isEmpty()) {
            throw tokens.fail("ends where one of " + ends + " must stand");
        }
        tokens.leave();
        return new Statement.Block(statements, lines);
    }

    private Statement statement() {
        String tag = tokens.name();
        return switch (tag) {
            case "if" -> condition();
            case "for" -> loop();
            case "set" -> set();
            case "macro" -> withBody(parameters(tokens.name()), "endmacro");
            case "call" -> call();
            case "with" -> with();
            case "generation" -> new Statement.Inner(List.of(), body("endgeneration"));
            case "break" -> jump(Statement.Flow.BREAK);
            case "continue" -> jump(Statement.Flow.CONTINUE);
            default -> throw tokens.fail("uses the tag " + tag + ", which is not implemented");
        };
    }

    private Statement jump(Statement.Flow flow) {
        if (loops == 0) {
            throw tokens.fail("has a break or continue outside of a loop");
        }
        tokens.expect("%}");
        return new Statement.Jump(flow);
    }

    private Statement body(String end) {
        tokens.expect("%}");
        Statement body = until(Set.of(end));
        tokens.next();
        tokens.expect("%}");
        return body;
    }

    private Statement condition() {
        tokens.enter();
        Expr test = expressions.tuple();
        tokens.expect("%}");
        Statement then = until(Set.of("elif", "else", "endif"));
        Statement otherwise = tokens.skipName("elif") ? condition() : otherwise("endif");
        tokens.leave();
        return new Statement.If(test, then, otherwise);
    }

    private Statement loop() {
        Statement.Target target = target();
        if (!tokens.skipName("in")) {
            throw tokens.fail("has a for without in");
        }
        Expr items = expressions.loopItems();
        Expr test = tokens.skipName("if") ? expressions.expression() : null;
        if (tokens.isName("recursive")) {
            throw tokens.fail("uses a recursive loop, which is not implemented");
        }
        tokens.expect("%}");
        loops++;
        Statement body = until(Set.of("else", "endfor"));
        loops--;
        return new Statement.For(target, items, test, body, otherwise("endfor"));
    }

    /** What stands behind {@code else}, or nothing; up to the end's tag. */
    private Statement otherwise(String end) {
        if (tokens.skipName("else")) {
            return body(end);
        }
        tokens.next();
        tokens.expect("%}");
        return new Statement.Block(List.of(), List.of());
    }

    private Statement.Target target() {
        boolean bracket = tokens.skip("(");
        List<String> names = new ArrayList<>(List.of(tokens.name()));
        if (!bracket && tokens.skip(".")) {
            return new Statement.Target(names, tokens.attribute(), false);
        }
        boolean apart = false;
        while (tokens.skip(",")) {
            apart = true;
            if (tokens.current().kind() == Token.Kind.NAME && !tokens.isName("in")) {
                names.add(tokens.name());
            }
        }
        if (bracket) {
            tokens.expect(")");
        }
        return new Statement.Target(names, null, apart);
    }

    private Statement set() {
        Statement.Target target = target();
        if (tokens.skip("=")) {
            Expr value = expressions.tuple();
            tokens.expect("%}");
            return new Statement.Set(target, value);
        }
        Expr filters = expressions.filtered(new Expr.Name(Statement.SetBlock.BODY));
        return new Statement.SetBlock(target, body("endset"), filters);
    }

    private Statement with() {
        List<Statement.Set> sets = new ArrayList<>();
        while (!tokens.isOperator("%}")) {
            Statement.Target target = target();
            tokens.expect("=");
            sets.add(new Statement.Set(target, expressions.expression()));
            if (!tokens.isOperator("%}")) {
                tokens.expect(",");
            }
        }
        return new Statement.Inner(sets, body("endwith"));
    }

    private Statement call() {
        int line = tokens.current().line();
        Statement.Macro caller = tokens.isOperator("(")
                ? parameters("caller")
                : new Statement.Macro("caller", List.of(), Map.of(), null);
        if (!(expressions.expression() instanceof Expr.Call called)) {
            throw new TemplateException(line, "has a call block without a call");
        }
        return new Statement.CallBlock(called, withBody(caller, "endcall"));
    }

    private Statement.Macro withBody(Statement.Macro macro, String end) {
        int outside = loops;
        loops = 0;
        Statement body = body(end);
        loops = outside;
        return new Statement.Macro(macro.name(), macro.parameters(), macro.defaults(), body);
    }

    /** A macro without its body. */
    private Statement.Macro parameters(String name) {
        List<String> parameters = new ArrayList<>();
        Map<String, Expr> defaults = new LinkedHashMap<>();
        tokens.expect("(");
        tokens.list(")", () -> {
            String parameter = tokens.name();
            parameters.add(parameter);
            if (tokens.skip("=")) {
                defaults.put(parameter, expressions.expression());
            }
        });
        return new Statement.Macro(name, parameters, defaults, null);
    }
}
