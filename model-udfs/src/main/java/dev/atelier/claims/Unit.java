package dev.atelier.claims;

import java.util.HashMap;
import java.util.Map;

/**
 * What an amount is measured in.
 *
 * @param symbol as in {@code units.tsv}
 * @param dimension what it measures, such as {@code length}
 * @param factor to the first unit of its dimension
 */
record Unit(String symbol, String dimension, double factor) {
    /** Of numbers of things. */
    static final Unit COUNT = new Unit("", "count", 1);

    /** Of years in which something was founded. */
    static final Unit FOUNDED = new Unit("", "founded", 1);

    private static final class Listed {
        static final Map<String, Unit> UNITS = new HashMap<>();

        static {
            for (Map<String, String> row : Table.rows(Topic.UNIT.file)) {
                boolean fahrenheit = row.get("dimension").equals("fahrenheit");
                Unit unit = new Unit(
                        row.get("value"),
                        fahrenheit ? "temperature" : row.get("dimension"),
                        Double.parseDouble(row.get("factor")));
                UNITS.put(unit.symbol(), unit);
            }
        }
    }

    /** The unit of a symbol in {@code units.tsv}. */
    static Unit of(String symbol) {
        return Listed.UNITS.get(symbol);
    }

    /** A number of this unit in the first unit of its dimension; degrees Celsius for temperatures. */
    double base(double value) {
        return symbol.equals("\u00b0f") ? (value - 32) * 5 / 9 : value * factor;
    }

    boolean money() {
        return dimension.startsWith("money");
    }

    boolean measuresAs(Unit other) {
        return dimension.equals(other.dimension);
    }
}
