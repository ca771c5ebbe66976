package dev.atelier.chat;

import java.util.List;
import java.util.Map;

/** What a filter, test, method or function is called with. */
record Arguments(List<Value> positional, Map<String, Value> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** The one at a place, or of a name; null if neither is given. */
    Value find(int place, String name) {
        return place < positional.size() ? positional.get(place) : named.get(name);
    }

    Value get(int place, String name) {
        Value found = find(place, name);
        if (found == null) {
            throw new TemplateException("misses argument '" + name + "'");
        }
        return found;
    }

    /** A text, or null if the argument is not given or none. */
    Text text(int place, String name) {
        Value found = find(place, name);
        if (found == null || found == Value.None.NONE) {
            return null;
        } else if (found instanceof Value.Str text) {
            return text.text();
        }
        throw new TemplateException("argument '" + name + "' must be a string, is " + found.type());
    }

    boolean flag(int place, String name, boolean otherwise) {
        Value found = find(place, name);
        return found == null ? otherwise : found.truth();
    }

    long whole(int place, String name, long otherwise) {
        Value found = find(place, name);
        return found == null || found == Value.None.NONE ? otherwise : Operators.index(found);
    }

    /** All but the first {@code count} positional ones. */
    Arguments after(int count) {
        return new Arguments(positional.subList(Math.min(count, positional.size()), positional.size()), named);
    }

    void atMost(int positionalCount, String of) {
        if (positional.size() > positionalCount) {
            throw new TemplateException(
                    of + " takes at most " + positionalCount + " arguments, got " + positional.size());
        }
    }
}
