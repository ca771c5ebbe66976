package dev.atelier.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** A value of the template language, which is Python's. */
sealed interface Value {
    Map<Class<? extends Value>, String> TYPES = Map.of(
            None.class, "NoneType",
            Undefined.class, "Undefined",
            Bool.class, "bool",
            Whole.class, "int",
            Real.class, "float",
            Str.class, "str",
            Dict.class, "dict",
            Namespace.class, "Namespace",
            Callable.class, "function");

    /** Python's truth. */
    default boolean truth() {
        return true;
    }

    /** The word Python has for its type. */
    default String type() {
        return TYPES.get(getClass());
    }

    /** What is written for it in braces: Python's str. */
    default Text text() {
        return Repr.of(this);
    }

    enum None implements Value {
        NONE;

        @Override
        public boolean truth() {
            return false;
        }
    }

    /** A name or key that is not there. It may be asked whether it is, printed as nothing, and nothing else. */
    record Undefined(String name) implements Value {
        @Override
        public boolean truth() {
            return false;
        }

        @Override
        public Text text() {
            return Text.EMPTY;
        }

        TemplateException refusal() {
            return new TemplateException("'" + name + "' is undefined");
        }
    }

    record Bool(boolean value) implements Value {
        static final Bool TRUE = new Bool(true);
        static final Bool FALSE = new Bool(false);

        static Bool of(boolean value) {
            return value ? TRUE : FALSE;
        }

        @Override
        public boolean truth() {
            return value;
        }
    }

    record Whole(long value) implements Value {
        @Override
        public boolean truth() {
            return value != 0;
        }
    }

    record Real(double value) implements Value {
        @Override
        public boolean truth() {
            return value != 0;
        }
    }

    record Str(Text text) implements Value {
        static Str of(String said) {
            return new Str(Text.ofTemplate(said));
        }

        @Override
        public boolean truth() {
            return !text.isEmpty();
        }
    }

    /** A list, or a tuple. */
    record Items(List<Value> values, boolean tuple) implements Value {
        public Items {
            Budget.mayHold(values.size());
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }

        static Items list(List<? extends Value> values) {
            return new Items(List.copyOf(values), false);
        }

        static Items texts(List<Text> texts) {
            return list(texts.stream().map(Str::new).collect(Collectors.toList()));
        }

        static Items tuple(Value... values) {
            return new Items(List.of(values), true);
        }

        @Override
        public boolean truth() {
            return !values.isEmpty();
        }

        @Override
        public String type() {
            return tuple ? "tuple" : "list";
        }
    }

    record Dict(Map<Value, Value> entries) implements Value {
        public Dict {
            Budget.mayHold(entries.size());
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        static Dict of(Map<String, ? extends Value> named) {
            Map<Value, Value> entries = new LinkedHashMap<>();
            named.forEach((name, value) -> entries.put(Str.of(name), value));
            return new Dict(entries);
        }

        Items keys() {
            return Items.list(List.copyOf(entries.keySet()));
        }

        Items items() {
            return Items.list(entries.entrySet().stream()
                    .map(e -> Items.tuple(e.getKey(), e.getValue()))
                    .collect(Collectors.toList()));
        }

        @Override
        public boolean truth() {
            return !entries.isEmpty();
        }
    }

    /** {@code namespace(...)}: the one thing whose attributes a template may change. */
    record Namespace(Map<String, Value> attributes) implements Value {}

    /** What can be called: a macro, a method, a function of the language. */
    record Callable(String name, BiFunction<Arguments, Budget, Value> body) implements Value {}
}
