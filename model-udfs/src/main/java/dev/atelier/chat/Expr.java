package dev.atelier.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An expression of the template language; names and meaning of its forms as in jinja2/nodes.py. */
sealed interface Expr {
    /** What it is here, without counting. */
    Value eval(Scope scope);

    /** What it is here. */
    default Value value(Scope scope) {
        Budget budget = scope.budget();
        budget.enter();
        Value value = eval(scope);
        if (value instanceof Value.Str text) {
            budget.spend(text.text().chars().length() >> 5);
        } else if (value instanceof Value.Items items) {
            budget.spend(items.values().size() >> 2);
        }
        budget.leave();
        return value;
    }

    record Const(Value constant) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return constant;
        }
    }

    record Name(String name) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return scope.find(name);
        }
    }

    record ListOf(List<Expr> items, boolean tuple) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return new Value.Items(items.stream().map(item -> item.value(scope)).toList(), tuple);
        }
    }

    record DictOf(List<Expr> keys, List<Expr> values) implements Expr {
        @Override
        public Value eval(Scope scope) {
            Map<Value, Value> entries = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                entries.put(keys.get(i).value(scope), values.get(i).value(scope));
            }
            return new Value.Dict(entries);
        }
    }

    /** {@code of.name}: a method goes before a key of that name. */
    record Attribute(Expr of, String name) implements Expr {
        @Override
        public Value eval(Scope scope) {
            Value value = Operators.defined(of.value(scope));
            if (value instanceof Value.Namespace space) {
                Value found = space.attributes().get(name);
                return found == null ? new Value.Undefined(name) : found;
            }
            Value method = Methods.find(value, name);
            return method != null ? method : Sequences.item(value, Value.Str.of(name));
        }
    }

    /** {@code of[key]}: a key goes before a method of that name. */
    record Item(Expr of, Expr key) implements Expr {
        @Override
        public Value eval(Scope scope) {
            Value value = of.value(scope);
            Value place = key.value(scope);
            Value found = Sequences.item(value, place);
            if (found instanceof Value.Undefined && place instanceof Value.Str name) {
                Value method = Methods.find(value, name.text().chars());
                return method == null ? found : method;
            }
            return found;
        }
    }

    /** Parts are null where they are left out. */
    record Slice(Expr of, Expr start, Expr stop, Expr step) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return Sequences.slice(of.value(scope), part(start, scope), part(stop, scope), part(step, scope));
        }

        private static Value part(Expr part, Scope scope) {
            return part == null ? null : part.value(scope);
        }
    }

    /** Arguments as written. */
    record Given(List<Expr> positional, Map<String, Expr> named) {
        static final Given NOTHING = new Given(List.of(), Map.of());

        Arguments values(Scope scope) {
            List<Value> first = new ArrayList<>();
            for (Expr argument : positional) {
                Value value = argument.value(scope);
                first.addAll(argument instanceof Spread ? Sequences.iterate(value) : List.of(value));
            }
            Map<String, Value> then = new LinkedHashMap<>();
            named.forEach((name, argument) -> then.put(name, argument.value(scope)));
            return new Arguments(first, then);
        }
    }

    /** {@code *of} among arguments: its items. */
    record Spread(Expr of) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return Operators.defined(of.value(scope));
        }
    }

    record Call(Expr of, Given given) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return callable(scope).body().apply(given.values(scope), scope.budget());
        }

        Value.Callable callable(Scope scope) {
            Value called = Operators.defined(of.value(scope));
            if (called instanceof Value.Callable callable) {
                return callable;
            }
            throw new TemplateException("calls a " + called.type());
        }
    }

    record Filter(Expr of, String name, Given given) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return Filters.apply(name, of.value(scope), given.values(scope));
        }
    }

    record Test(Expr of, String name, Given given) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return Value.Bool.of(Tests.test(name, of.value(scope), given.values(scope)));
        }
    }

    record Not(Expr of) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return Value.Bool.of(!of.value(scope).truth());
        }
    }

    /** Both signs; {@code +} changes nothing. */
    record Negative(Expr of) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return Operators.negative(of.value(scope));
        }
    }

    record Binary(String operator, Expr left, Expr right) implements Expr {
        @Override
        public Value eval(Scope scope) {
            return Operators.binary(operator, left.value(scope), right.value(scope));
        }
    }

    /** {@code a ~ b ~ c}: as texts. */
    record Concat(List<Expr> parts) implements Expr {
        @Override
        public Value eval(Scope scope) {
            Joined made = new Joined();
            parts.forEach(part -> made.add(part.value(scope).text()));
            return new Value.Str(made.text());
        }
    }

    /** {@code a < b <= c}, as Python chains them. */
    record Compare(Expr first, List<String> operators, List<Expr> others) implements Expr {
        @Override
        public Value eval(Scope scope) {
            Value left = first.value(scope);
            for (int i = 0; i < operators.size(); i++) {
                Value right = others.get(i).value(scope);
                if (!Operators.compare(operators.get(i), left, right)) {
                    return Value.Bool.FALSE;
                }
                left = right;
            }
            return Value.Bool.TRUE;
        }
    }

    /** {@code and}, {@code or}: the value that decides. */
    record Either(boolean or, Expr left, Expr right) implements Expr {
        @Override
        public Value eval(Scope scope) {
            Value value = left.value(scope);
            return value.truth() == or ? value : right.value(scope);
        }
    }

    /** {@code then if test else otherwise}; the last is null if it is left out. */
    record Conditional(Expr test, Expr then, Expr otherwise) implements Expr {
        @Override
        public Value eval(Scope scope) {
            if (test.value(scope).truth()) {
                return then.value(scope);
            }
            return otherwise == null ? new Value.Undefined("the missing else") : otherwise.value(scope);
        }
    }
}
