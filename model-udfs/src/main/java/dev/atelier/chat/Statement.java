package dev.atelier.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A statement of the template language; it writes to an output. */
sealed interface Statement {
    /** How a loop goes on after a statement. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    Flow run(Scope scope, Joined output);

    /** Statements one after the other, each by its line. */
    record Block(List<Statement> statements, List<Integer> lines) implements Statement {
        @Override
        public Flow run(Scope scope, Joined output) {
            for (int i = 0; i < statements.size(); i++) {
                Flow flow;
                scope.budget().enter();
                try {
                    flow = statements.get(i).run(scope, output);
                } catch (TemplateException e) {
                    throw e.at(lines.get(i));
                }
                scope.budget().leave();
                if (flow != Flow.NEXT) {
                    return flow;
                }
            }
            return Flow.NEXT;
        }
    }

    record Write(Expr what) implements Statement {
        @Override
        public Flow run(Scope scope, Joined output) {
            output.add(what.value(scope).text());
            return Flow.NEXT;
        }
    }

    /** {@code break} and {@code continue}. */
    record Jump(Flow flow) implements Statement {
        @Override
        public Flow run(Scope scope, Joined output) {
            return flow;
        }
    }

    record If(Expr test, Statement then, Statement otherwise) implements Statement {
        @Override
        public Flow run(Scope scope, Joined output) {
            return (test.value(scope).truth() ? then : otherwise).run(scope, output);
        }
    }

    /** What is assigned to: names, of which several take a value apart; or a namespace's attribute. */
    record Target(List<String> names, String attribute, boolean apart) {
        void set(Scope scope, Value value) {
            if (attribute != null) {
                if (scope.find(names.get(0)) instanceof Value.Namespace space) {
                    space.attributes().put(attribute, value);
                    return;
                }
                throw new TemplateException("sets an attribute of " + names.get(0) + ", which is no namespace");
            } else if (!apart) {
                scope.set(names.get(0), value);
                return;
            }
            List<Value> parts = Sequences.iterate(Operators.defined(value));
            if (parts.size() != names.size()) {
                throw new TemplateException("takes " + parts.size() + " values apart into " + names.size() + " names");
            }
            for (int i = 0; i < parts.size(); i++) {
                scope.set(names.get(i), parts.get(i));
            }
        }
    }

    record Set(Target target, Expr value) implements Statement {
        @Override
        public Flow run(Scope scope, Joined output) {
            target.set(scope, value.value(scope));
            return Flow.NEXT;
        }
    }

    /** {@code {% set x %}...{% endset %}}: what the body writes, through filters that read {@link #BODY}. */
    record SetBlock(Target target, Statement body, Expr filters) implements Statement {
        static final String BODY = "the body";

        @Override
        public Flow run(Scope scope, Joined output) {
            Joined written = new Joined();
            Scope inner = scope.inner();
            if (body.run(inner, written) != Flow.NEXT) {
                throw new TemplateException("leaves a loop inside a set, which is not implemented");
            }
            inner.set(BODY, new Value.Str(written.text()));
            target.set(scope, filters.value(inner));
            return Flow.NEXT;
        }
    }

    /** A body with names of its own: {@code with}, {@code generation}. */
    record Inner(List<Set> sets, Statement body) implements Statement {
        @Override
        public Flow run(Scope scope, Joined output) {
            Scope inner = scope.inner();
            sets.forEach(set -> set.target().set(inner, set.value().value(scope)));
            return body.run(inner, output);
        }
    }

    /** @param test which items are taken; null for all */
    record For(Target target, Expr items, Expr test, Statement body, Statement otherwise) implements Statement {
        @Override
        public Flow run(Scope scope, Joined output) {
            List<Value> taken = new ArrayList<>();
            for (Value item : Sequences.iterate(items.value(scope))) {
                Scope inner = scope.inner();
                target.set(inner, item);
                if (test == null || test.value(inner).truth()) {
                    taken.add(item);
                }
            }
            for (int i = 0; i < taken.size(); i++) {
                scope.budget().spend(1);
                Scope inner = scope.inner();
                inner.set("loop", loop(taken, i));
                target.set(inner, taken.get(i));
                if (body.run(inner, output) == Flow.BREAK) {
                    return Flow.NEXT;
                }
            }
            return taken.isEmpty() ? otherwise.run(scope.inner(), output) : Flow.NEXT;
        }

        private static Value loop(List<Value> items, int i) {
            int size = items.size();
            Map<String, Value> facts = new LinkedHashMap<>();
            facts.put("index", new Value.Whole(i + 1));
            facts.put("index0", new Value.Whole(i));
            facts.put("revindex", new Value.Whole(size - i));
            facts.put("revindex0", new Value.Whole(size - i - 1));
            facts.put("length", new Value.Whole(size));
            facts.put("first", Value.Bool.of(i == 0));
            facts.put("last", Value.Bool.of(i == size - 1));
            if (i > 0) {
                facts.put("previtem", items.get(i - 1));
            }
            if (i < size - 1) {
                facts.put("nextitem", items.get(i + 1));
            }
            facts.put(
                    "cycle",
                    new Value.Callable(
                            "cycle",
                            (a, budget) -> a.get(i % Math.max(1, a.positional().size()), "value")));
            return Value.Dict.of(facts);
        }
    }

    /** @param defaults by parameter, of those that have one */
    record Macro(String name, List<String> parameters, Map<String, Expr> defaults, Statement body)
            implements Statement {
        @Override
        public Flow run(Scope scope, Joined output) {
            scope.set(name, new Value.Callable(name, (arguments, budget) -> call(scope, arguments)));
            return Flow.NEXT;
        }

        Value call(Scope defined, Arguments arguments) {
            arguments.atMost(parameters.size(), "macro " + name);
            arguments.named().keySet().stream()
                    .filter(given -> !parameters.contains(given) && !given.equals("caller"))
                    .forEach(given -> {
                        throw new TemplateException("macro " + name + " has no parameter " + given);
                    });
            Scope inner = defined.inner();
            Value caller = arguments.named().get("caller");
            inner.set("caller", caller == null ? new Value.Undefined("caller") : caller);
            inner.set("varargs", new Value.Items(List.of(), true)); // more arguments are refused above
            inner.set("kwargs", Value.Dict.of(Map.of()));
            for (int i = 0; i < parameters.size(); i++) {
                String parameter = parameters.get(i);
                Value given = arguments.find(i, parameter);
                Expr otherwise = defaults.get(parameter);
                inner.set(
                        parameter,
                        given != null
                                ? given
                                : otherwise != null ? otherwise.value(inner) : new Value.Undefined(parameter));
            }
            Joined written = new Joined();
            body.run(inner, written);
            return new Value.Str(written.text());
        }
    }

    /** {@code {% call f() %}...{% endcall %}}: the macro called may call the body back as {@code caller()}. */
    record CallBlock(Expr.Call call, Macro body) implements Statement {
        @Override
        public Flow run(Scope scope, Joined output) {
            Arguments given = call.given().values(scope);
            Map<String, Value> named = new LinkedHashMap<>(given.named());
            named.put("caller", new Value.Callable("caller", (arguments, budget) -> body.call(scope, arguments)));
            Arguments all = new Arguments(given.positional(), named);
            output.add(call.callable(scope).body().apply(all, scope.budget()).text());
            return Flow.NEXT;
        }
    }
}
