package dev.atelier.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Filters of lists and dicts. */
final class ListFilters {
    static final Map<String, Filters.Of> ALL = Map.ofEntries(
            Map.entry("list", (v, a) -> Value.Items.list(Sequences.iterate(v))),
            Map.entry("first", (v, a) -> end(Sequences.iterate(v), 0)),
            Map.entry(
                    "last",
                    (v, a) -> end(Sequences.iterate(v), Sequences.iterate(v).size() - 1)),
            Map.entry("join", (v, a) -> join(v, a)),
            Map.entry("reverse", (v, a) -> reversed(v)),
            Map.entry("items", (v, a) -> items(v)),
            Map.entry("dictsort", (v, a) -> dictsort(v, a)),
            Map.entry("sort", (v, a) -> sorted(Sequences.iterate(v), key(a, 2, 1), a.flag(0, "reverse", false))),
            Map.entry("unique", (v, a) -> unique(v, key(a, 1, 0))),
            Map.entry(
                    "min",
                    (v, a) -> end(
                            sorted(Sequences.iterate(v), key(a, 1, 0), false).values(), 0)),
            Map.entry(
                    "max",
                    (v, a) ->
                            end(sorted(Sequences.iterate(v), key(a, 1, 0), true).values(), 0)),
            Map.entry("sum", (v, a) -> Sequences.iterate(v).stream()
                    .map(attribute(a.find(0, "attribute")))
                    .reduce(new Value.Whole(0), (x, y) -> Operators.binary("+", x, y))),
            Map.entry("map", (v, a) -> map(v, a)),
            Map.entry("select", (v, a) -> kept(v, passes(a))),
            Map.entry("reject", (v, a) -> kept(v, passes(a).negate())),
            Map.entry("selectattr", (v, a) -> kept(v, attributePasses(a))),
            Map.entry("rejectattr", (v, a) -> kept(v, attributePasses(a).negate())));

    private ListFilters() {}

    private static Value end(List<Value> values, int place) {
        return values.isEmpty() ? new Value.Undefined("the end of an empty list") : values.get(place);
    }

    private static Value join(Value value, Arguments arguments) {
        Value separator = arguments.find(0, "d");
        Function<Value, Value> part = attribute(arguments.find(1, "attribute"));
        return new Value.Str(Text.join(
                separator == null ? Text.EMPTY : separator.text(),
                Sequences.iterate(value).stream().map(part).map(Value::text).toList()));
    }

    private static Value reversed(Value value) {
        List<Value> values = new ArrayList<>(Sequences.iterate(value));
        Collections.reverse(values);
        return value instanceof Value.Str
                ? new Value.Str(
                        Text.join(Text.EMPTY, values.stream().map(Value::text).toList()))
                : Value.Items.list(values);
    }

    private static Value items(Value value) {
        if (value instanceof Value.Undefined) {
            return Value.Items.list(List.of());
        } else if (value instanceof Value.Dict dict) {
            return dict.items();
        }
        throw new TemplateException("asks for the items of a " + value.type());
    }

    private static Value dictsort(Value value, Arguments arguments) {
        Text by = arguments.text(1, "by");
        Value place = new Value.Whole(by != null && by.chars().equals("value") ? 1 : 0);
        return sorted(
                Sequences.iterate(items(value)),
                key(place, arguments.flag(0, "case_sensitive", false)),
                arguments.flag(2, "reverse", false));
    }

    private static Value.Items sorted(List<Value> values, Function<Value, Value> key, boolean reverse) {
        Comparator<Value> order = (a, b) -> Operators.order(key.apply(a), key.apply(b));
        return Value.Items.list(
                values.stream().sorted(reverse ? order.reversed() : order).toList());
    }

    private static Value unique(Value value, Function<Value, Value> key) {
        List<Value> seen = new ArrayList<>();
        List<Value> kept = new ArrayList<>();
        for (Value item : Sequences.iterate(value)) {
            Value own = key.apply(item);
            if (seen.stream().noneMatch(other -> Operators.equal(other, own))) {
                seen.add(own);
                kept.add(item);
            }
        }
        return Value.Items.list(kept);
    }

    /** Of the arguments at these places. */
    private static Function<Value, Value> key(Arguments arguments, int attribute, int caseSensitive) {
        return key(arguments.find(attribute, "attribute"), arguments.flag(caseSensitive, "case_sensitive", false));
    }

    /** What is compared: an attribute or the value itself, strings in lower case unless case matters. */
    private static Function<Value, Value> key(Value attribute, boolean caseSensitive) {
        return attribute(attribute)
                .andThen(value -> value instanceof Value.Str text && !caseSensitive
                        ? new Value.Str(Methods.lower(text.text()))
                        : value);
    }

    /** The attribute {@code a.b.0} of a value; the value itself if none is named. */
    private static Function<Value, Value> attribute(Value path) {
        if (path == null || path == Value.None.NONE) {
            return value -> value;
        } else if (path instanceof Value.Whole) {
            return value -> Sequences.item(value, path);
        }
        List<Text> names = Splits.split(path.text(), Text.ofTemplate("."), -1);
        return value -> {
            Value found = value;
            for (Text name : names) {
                boolean whole = name.chars().matches("\\d{1,9}");
                found = Sequences.item(
                        found, whole ? new Value.Whole(Long.parseLong(name.chars())) : new Value.Str(name));
            }
            return found;
        };
    }

    private static Value map(Value value, Arguments arguments) {
        Value attribute = arguments.named().get("attribute");
        Value otherwise = arguments.named().get("default");
        Function<Value, Value> change;
        if (attribute == null) {
            String name = arguments.get(0, "filter").text().chars();
            change = item -> Filters.apply(name, item, arguments.after(1));
        } else {
            change = attribute(attribute)
                    .andThen(found -> found instanceof Value.Undefined && otherwise != null ? otherwise : found);
        }
        return Value.Items.list(Sequences.iterate(value).stream().map(change).toList());
    }

    private static Value kept(Value value, Predicate<Value> test) {
        return Value.Items.list(Sequences.iterate(value).stream().filter(test).toList());
    }

    private static Predicate<Value> passes(Arguments arguments) {
        if (arguments.positional().isEmpty()) {
            return Value::truth;
        }
        String name = arguments.get(0, "test").text().chars();
        return value -> Tests.test(name, value, arguments.after(1));
    }

    private static Predicate<Value> attributePasses(Arguments arguments) {
        Function<Value, Value> attribute = attribute(arguments.get(0, "attribute"));
        return value -> passes(arguments.after(1)).test(attribute.apply(value));
    }
}
