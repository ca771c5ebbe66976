package dev.atelier.chat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** Methods of Python's strings and dicts that change nothing; the sandbox that templates run in allows no others. */
final class Methods {
    private static final Map<String, BiFunction<Text, Arguments, Value>> OF_TEXT = Map.ofEntries(
            text("strip", (text, a) -> text.strip(characters(a), true, true)),
            text("lstrip", (text, a) -> text.strip(characters(a), true, false)),
            text("rstrip", (text, a) -> text.strip(characters(a), false, true)),
            text("upper", (text, a) -> upper(text)),
            text("lower", (text, a) -> lower(text)),
            text("title", (text, a) -> title(text)),
            text("capitalize", (text, a) -> capitalized(text)),
            text(
                    "replace",
                    (text, a) -> text.replace(needed(a, 0, "old"), needed(a, 1, "new"), a.whole(2, "count", -1))),
            Map.entry("split", (text, a) -> split(text, a, false)),
            Map.entry("rsplit", (text, a) -> split(text, a, true)),
            Map.entry("splitlines", (text, a) -> Value.Items.texts(Splits.lines(text))),
            text("join", (text, a) -> Text.join(text, strings(a.get(0, "iterable")))),
            Map.entry("startswith", (text, a) -> affix(a, part -> text.chars().startsWith(part))),
            Map.entry("endswith", (text, a) -> affix(a, part -> text.chars().endsWith(part))),
            text(
                    "removeprefix",
                    (text, a) -> withoutPrefix(text, needed(a, 0, "prefix").chars())),
            text(
                    "removesuffix",
                    (text, a) -> withoutSuffix(text, needed(a, 0, "suffix").chars())),
            Map.entry(
                    "find",
                    (text, a) ->
                            place(text, text.chars().indexOf(needed(a, 0, "sub").chars()))),
            Map.entry(
                    "rfind",
                    (text, a) -> place(
                            text, text.chars().lastIndexOf(needed(a, 0, "sub").chars()))),
            Map.entry(
                    "count",
                    (text, a) -> new Value.Whole(
                            Splits.split(text, needed(a, 0, "sub"), -1).size() - 1)),
            Map.entry("isdigit", (text, a) -> all(text, Character::isDigit)),
            Map.entry("isalpha", (text, a) -> all(text, Character::isLetter)),
            Map.entry("isalnum", (text, a) -> all(text, Character::isLetterOrDigit)),
            Map.entry("isspace", (text, a) -> all(text, Text::isSpace)),
            Map.entry("isupper", (text, a) -> Value.Bool.of(isUpper(text))),
            Map.entry("islower", (text, a) -> Value.Bool.of(isLower(text))));

    private static final Map<String, Function<Value.Dict, Function<Arguments, Value>>> OF_DICT = Map.of(
            "get",
                    dict -> a -> {
                        Value found = dict.entries().get(a.get(0, "key"));
                        Value otherwise = a.find(1, "default");
                        return found != null ? found : otherwise != null ? otherwise : Value.None.NONE;
                    },
            "keys", dict -> a -> dict.keys(),
            "values", dict -> a -> Value.Items.list(List.copyOf(dict.entries().values())),
            "items", dict -> a -> dict.items(),
            "copy", dict -> a -> dict);

    private Methods() {}

    /** The method of a value, bound to it; null if it has none of that name. */
    static Value.Callable find(Value of, String name) {
        if (of instanceof Value.Str text && OF_TEXT.containsKey(name)) {
            return new Value.Callable(name, (arguments, budget) -> {
                Value made = OF_TEXT.get(name).apply(text.text(), arguments);
                if (!(made instanceof Value.Str || made instanceof Value.Items)) {
                    Operators.refuseClock(text); // such an answer has no marks
                }
                return made;
            });
        } else if (of instanceof Value.Dict dict && OF_DICT.containsKey(name)) {
            return new Value.Callable(
                    name, (arguments, budget) -> OF_DICT.get(name).apply(dict).apply(arguments));
        }
        return null;
    }

    private static Map.Entry<String, BiFunction<Text, Arguments, Value>> text(
            String name, BiFunction<Text, Arguments, Text> method) {
        return Map.entry(name, (text, arguments) -> new Value.Str(method.apply(text, arguments)));
    }

    private static String characters(Arguments arguments) {
        Text set = arguments.text(0, "chars");
        return set == null ? null : set.chars();
    }

    private static Text needed(Arguments arguments, int place, String name) {
        Text text = arguments.text(place, name);
        if (text == null) {
            throw new TemplateException("misses argument '" + name + "'");
        }
        return text;
    }

    static Text upper(Text text) {
        return text.map(chars -> chars.toUpperCase(Locale.ROOT));
    }

    static Text lower(Text text) {
        return text.map(chars -> chars.toLowerCase(Locale.ROOT));
    }

    static Text capitalized(Text text) {
        return text.isEmpty()
                ? text
                : titled(text.at(0)).plus(lower(text.from(text.at(0).chars().length())));
    }

    /** Title case of one character, of which only the first of several letters is large. */
    static Text titled(Text character) {
        int c = character.chars().codePointAt(0);
        if (Character.toTitleCase(c) != c) {
            return character.escape(same -> Character.toString(Character.toTitleCase(same)));
        }
        Text upper = upper(character);
        int first = upper.chars().offsetByCodePoints(0, 1);
        return upper.sub(0, first).plus(lower(upper.from(first)));
    }

    private static Text withoutPrefix(Text text, String prefix) {
        return text.chars().startsWith(prefix) ? text.from(prefix.length()) : text;
    }

    private static Text withoutSuffix(Text text, String suffix) {
        return text.chars().endsWith(suffix) ? text.sub(0, text.chars().length() - suffix.length()) : text;
    }

    private static Text title(Text text) {
        Joined made = new Joined();
        boolean inWord = false;
        for (Text character : text.characters()) {
            made.add(inWord ? lower(character) : titled(character));
            inWord = Character.isLetter(character.chars().codePointAt(0));
        }
        return made.text();
    }

    private static Value split(Text text, Arguments arguments, boolean fromEnd) {
        Text separator = arguments.text(0, "sep");
        long most = arguments.whole(1, "maxsplit", -1);
        if (separator == null && fromEnd && most >= 0) {
            throw new TemplateException("splits from the end without a separator, which is not implemented");
        } else if (separator == null) {
            return Value.Items.texts(Splits.words(text, most));
        } else if (separator.isEmpty()) {
            throw new TemplateException("splits by an empty separator");
        }
        return Value.Items.texts(
                fromEnd ? Splits.splitFromEnd(text, separator, most) : Splits.split(text, separator, most));
    }

    private static List<Text> strings(Value items) {
        return Sequences.iterate(Operators.defined(items)).stream()
                .map(item -> {
                    if (item instanceof Value.Str text) {
                        return text.text();
                    }
                    throw new TemplateException("joins a " + item.type() + ", which is no string");
                })
                .toList();
    }

    private static Value affix(Arguments arguments, Function<String, Boolean> has) {
        Value parts = arguments.get(0, "prefix");
        List<Text> all = parts instanceof Value.Items ? strings(parts) : List.of(needed(arguments, 0, "prefix"));
        arguments.atMost(1, "startswith and endswith");
        return Value.Bool.of(all.stream().anyMatch(part -> has.apply(part.chars())));
    }

    private static Value place(Text text, int at) {
        return new Value.Whole(at < 0 ? -1 : text.sub(0, at).length());
    }

    private static Value all(Text text, IntPredicate test) {
        return Value.Bool.of(!text.isEmpty() && text.chars().codePoints().allMatch(test));
    }

    static boolean isUpper(Text text) {
        return text.chars().codePoints().anyMatch(Character::isUpperCase)
                && text.chars().codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    static boolean isLower(Text text) {
        return text.chars().codePoints().anyMatch(Character::isLowerCase)
                && text.chars().codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }
}
