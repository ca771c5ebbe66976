package dev.atelier.chat;

import java.util.Map;
import java.util.function.BiPredicate;

/** What may stand behind {@code is}: jinja2/tests.py. */
final class Tests {
    private static final Map<String, BiPredicate<Value, Arguments>> ALL = Map.ofEntries(
            Map.entry("defined", (v, a) -> !(v instanceof Value.Undefined)),
            Map.entry("undefined", (v, a) -> v instanceof Value.Undefined),
            Map.entry("none", (v, a) -> v == Value.None.NONE),
            Map.entry("boolean", (v, a) -> v instanceof Value.Bool),
            Map.entry("true", (v, a) -> v.equals(Value.Bool.TRUE)),
            Map.entry("false", (v, a) -> v.equals(Value.Bool.FALSE)),
            Map.entry("string", (v, a) -> v instanceof Value.Str),
            Map.entry("number", (v, a) -> Operators.isNumber(v)),
            Map.entry("integer", (v, a) -> v instanceof Value.Whole),
            Map.entry("float", (v, a) -> v instanceof Value.Real),
            Map.entry("mapping", (v, a) -> v instanceof Value.Dict),
            Map.entry("iterable", (v, a) -> isSequence(v)),
            Map.entry("sequence", (v, a) -> isSequence(v)),
            Map.entry("callable", (v, a) -> v instanceof Value.Callable),
            Map.entry("sameas", (v, a) -> v.type().equals(a.get(0, "other").type()) && v.equals(a.get(0, "other"))),
            Map.entry("odd", (v, a) -> Math.floorMod(Operators.index(v), 2L) == 1),
            Map.entry("even", (v, a) -> Math.floorMod(Operators.index(v), 2L) == 0),
            Map.entry("divisibleby", (v, a) -> isDivisible(v, a.get(0, "num"))),
            Map.entry("upper", (v, a) -> Methods.isUpper(v.text())),
            Map.entry("lower", (v, a) -> Methods.isLower(v.text())),
            Map.entry("in", (v, a) -> Operators.compare("in", v, a.get(0, "seq"))),
            comparison("eq", "=="),
            comparison("equalto", "=="),
            comparison("ne", "!="),
            comparison("lt", "<"),
            comparison("lessthan", "<"),
            comparison("le", "<="),
            comparison("gt", ">"),
            comparison("greaterthan", ">"),
            comparison("ge", ">="),
            comparison("==", "=="),
            comparison("!=", "!="),
            comparison("<", "<"),
            comparison("<=", "<="),
            comparison(">", ">"),
            comparison(">=", ">="));

    private Tests() {}

    static boolean test(String name, Value value, Arguments arguments) {
        BiPredicate<Value, Arguments> test = ALL.get(name);
        if (test == null) {
            throw new TemplateException("uses the test " + name + ", which is not implemented");
        }
        return test.test(value, arguments);
    }

    private static Map.Entry<String, BiPredicate<Value, Arguments>> comparison(String name, String operator) {
        return Map.entry(name, (v, a) -> Operators.compare(operator, v, a.get(0, "other")));
    }

    /** Python can loop over it and count it; an undefined one is empty. */
    private static boolean isSequence(Value value) {
        return value instanceof Value.Str
                || value instanceof Value.Items
                || value instanceof Value.Dict
                || value instanceof Value.Undefined;
    }

    private static boolean isDivisible(Value value, Value by) {
        return Operators.equal(Operators.binary("%", value, by), new Value.Whole(0));
    }
}
