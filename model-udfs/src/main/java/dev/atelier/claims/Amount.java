package dev.atelier.claims;

import java.util.List;
import java.util.Set;

/**
 * A number with its unit, or several with one: {@code 30 x 40 cm}, {@code 20 to 30 hours}, {@code two pockets}.
 *
 * @param numerals in order
 * @param units its unit; several where the word has several readings, such as ounces
 * @param roles what it is the number of, such as {@code height}; of shares what they are shares of
 * @param nouns of counts: what is counted, as values of {@code counted.tsv} and stems of words
 * @param range whether two numbers are the ends of a range
 * @param bound how near it must be
 */
record Amount(
        List<Numeral> numerals,
        List<Unit> units,
        Set<String> roles,
        Set<String> nouns,
        boolean range,
        Bound bound,
        int first,
        int last) {
    /** What stands before a number. */
    enum Bound {
        EXACT,
        ABOUT,
        AT_LEAST,
        AT_MOST
    }

    boolean count() {
        return units.get(0).equals(Unit.COUNT);
    }
}
