package dev.atelier.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What holds other values: going through it, counting it, taking parts of it. */
final class Sequences {
    private Sequences() {}

    static boolean contains(Value whole, Value part) {
        if (whole instanceof Value.Str text) {
            if (part instanceof Value.Str piece) {
                return text.text().chars().contains(piece.text().chars());
            }
            throw new TemplateException("'in' of a string needs a string, got " + part.type());
        } else if (whole instanceof Value.Dict dict) {
            return dict.entries().containsKey(part);
        }
        return iterate(whole).stream().anyMatch(value -> Operators.equal(value, part));
    }

    /** What a loop goes through. */
    static List<Value> iterate(Value value) {
        if (value instanceof Value.Items items) {
            return items.values();
        } else if (value instanceof Value.Dict dict) {
            return dict.keys().values();
        } else if (value instanceof Value.Str text) {
            return Value.Items.texts(text.text().characters()).values();
        } else if (value instanceof Value.Undefined) {
            return List.of();
        }
        throw new TemplateException("cannot loop over a " + value.type());
    }

    static long length(Value value) {
        return value instanceof Value.Str text
                ? text.text().length()
                : iterate(value).size();
    }

    /** {@code of[key]}, or undefined. */
    static Value item(Value of, Value key) {
        Operators.defined(of);
        if (of instanceof Value.Dict dict) {
            Value found = dict.entries().get(key);
            return found == null ? new Value.Undefined(key.text().chars()) : found;
        } else if (Operators.isWhole(key) && (of instanceof Value.Items || of instanceof Value.Str)) {
            long length = length(of);
            long place = Operators.index(key) < 0 ? Operators.index(key) + length : Operators.index(key);
            if (place < 0 || place >= length) {
                return new Value.Undefined("item " + Operators.index(key));
            }
            return of instanceof Value.Str text
                    ? new Value.Str(text.text().at((int) place))
                    : ((Value.Items) of).values().get((int) place);
        }
        return new Value.Undefined(key.text().chars());
    }

    /** Python's {@code of[start:stop:step]}; null for what is left out. */
    static Value slice(Value of, Value start, Value stop, Value step) {
        long stride = step == null ? 1 : Operators.index(step);
        if (stride == 0) {
            throw new TemplateException("slices by steps of 0");
        }
        List<Value> all = Operators.defined(of) instanceof Value.Dict ? List.of() : iterate(of);
        long size = all.size();
        long first = bound(start, size, stride, stride > 0 ? 0 : size - 1);
        long end = bound(stop, size, stride, stride > 0 ? size : -1);
        List<Value> kept = new ArrayList<>();
        for (long at = first; stride > 0 ? at < end : at > end; at += stride) {
            kept.add(all.get((int) at));
        }
        if (of instanceof Value.Str) {
            return new Value.Str(
                    Text.join(Text.EMPTY, kept.stream().map(Value::text).collect(Collectors.toList())));
        } else if (of instanceof Value.Items items) {
            return new Value.Items(kept, items.tuple());
        }
        throw new TemplateException("cannot slice a " + of.type());
    }

    private static long bound(Value given, long size, long stride, long otherwise) {
        if (given == null || given == Value.None.NONE) {
            return otherwise;
        }
        long place = Operators.index(given) < 0 ? Operators.index(given) + size : Operators.index(given);
        return Math.max(stride > 0 ? 0 : -1, Math.min(place, stride > 0 ? size : size - 1));
    }
}
