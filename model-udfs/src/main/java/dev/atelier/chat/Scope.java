package dev.atelier.chat;

import java.util.HashMap;
import java.util.Map;

/** Names and their values at one place of a rendering; a name that is not here is looked up outside. */
final class Scope {
    private final Scope outer;
    private final Budget budget;
    private final Map<String, Value> values = new HashMap<>();

    Scope(Budget budget) {
        this(null, budget);
    }

    private Scope(Scope outer, Budget budget) {
        this.outer = outer;
        this.budget = budget;
    }

    Scope inner() {
        return new Scope(this, budget);
    }

    Budget budget() {
        return budget;
    }

    void set(String name, Value value) {
        values.put(name, value);
    }

    Value find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Value found = scope.values.get(name);
            if (found != null) {
                return found;
            }
        }
        Value global = Globals.ALL.get(name);
        return global == null ? new Value.Undefined(name) : global;
    }
}
