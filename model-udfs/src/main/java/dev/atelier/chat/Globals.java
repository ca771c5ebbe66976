package dev.atelier.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that every template may call: Jinja's own without chance, and those transformers adds. */
final class Globals {
    static final Map<String, Value> ALL = Map.of(
            "range", new Value.Callable("range", (a, budget) -> range(a, budget)),
            "dict", new Value.Callable("dict", (a, budget) -> new Value.Dict(named(a))),
            "namespace", new Value.Callable("namespace", (a, budget) -> namespace(a)),
            "raise_exception", new Value.Callable("raise_exception", (a, budget) -> raise(a)),
            "strftime_now", new Value.Callable("strftime_now", (a, budget) -> date(a)));

    private Globals() {}

    private static Value range(Arguments arguments, Budget budget) {
        boolean one = arguments.positional().size() == 1;
        long start = one ? 0 : Operators.index(arguments.get(0, "start"));
        long stop = Operators.index(arguments.get(one ? 0 : 1, "stop"));
        long step = arguments.whole(2, "step", 1);
        if (step == 0) {
            throw new TemplateException("has a range by steps of 0");
        }
        List<Value> values = new ArrayList<>();
        for (long at = start; step > 0 ? at < stop : at > stop; at += step) {
            Budget.mayHold(values.size() + 1L);
            budget.spend(1);
            values.add(new Value.Whole(at));
        }
        return Value.Items.list(values);
    }

    private static Map<Value, Value> named(Arguments arguments) {
        arguments.atMost(1, "dict and namespace");
        Map<Value, Value> entries = new LinkedHashMap<>();
        for (Value given : arguments.positional()) {
            if (!(given instanceof Value.Dict dict)) {
                throw new TemplateException("makes a dict of a " + given.type() + ", which is not implemented");
            }
            entries.putAll(dict.entries());
        }
        arguments.named().forEach((name, value) -> entries.put(Value.Str.of(name), value));
        return entries;
    }

    private static Value namespace(Arguments arguments) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        named(arguments).forEach((name, value) -> attributes.put(name.text().chars(), value));
        return new Value.Namespace(attributes);
    }

    private static Value raise(Arguments arguments) {
        throw new TemplateException(
                "refuses: " + arguments.get(0, "message").text().chars());
    }

    /** Its text is never shown: a prompt with it is refused, and only that. */
    private static Value date(Arguments arguments) {
        return new Value.Str(Text.ofClock(arguments.get(0, "format").text().chars() + " today"));
    }
}
