package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Finds the amounts of a text, from left to right. */
final class Amounts {
    private static final Set<String> TIMES = Set.of("x", "\u00d7", "*", "by", "mal");
    private static final Set<String> TO = Set.of("to", "bis", "\u2013", "\u2014", "-");
    private static final Set<String> LISTED = Set.of(",", "and", "und", "or", "oder", "/");
    private static final int MOST_NUMBERS = 12;
    /** Tokens over which a unit is understood. */
    private static final int ELIDED = 6;

    private final Reading reading;
    private final IntPredicate taken;
    private final Set<String> ownNouns;
    private final List<Amount> found = new ArrayList<>();

    private Amounts(Reading reading, IntPredicate taken, Set<String> ownNouns) {
        this.reading = reading;
        this.taken = taken;
        this.ownNouns = ownNouns;
    }

    /**
     * @param taken whether a token is no number of its own: of a size, a rating, the product's name
     * @param ownNouns stems of what the item counts and is called by: a number in words before one of them is a count
     */
    static List<Amount> in(Reading reading, IntPredicate taken, Set<String> ownNouns) {
        Amounts amounts = new Amounts(reading, taken, ownNouns);
        int i = 0;
        while (i < reading.size()) {
            i = Math.max(i + 1, amounts.from(i));
        }
        return amounts.found;
    }

    private int from(int i) {
        Hit idiom = reading.hit(i, Topic.IDIOM);
        if (idiom != null) {
            return idiom.end();
        }
        if (taken.test(i)) {
            return i + 1;
        }
        UnitWords.Found sign = reading.isNumber(i + 1) ? UnitWords.at(reading, i) : null;
        if (sign != null && sign.end() == i + 1 && sign.units().get(0).money()) {
            return group(i, i + 1, sign);
        }
        int half = andAHalf(i);
        if (half > 0) {
            return half;
        }
        int glued = glued(i);
        return glued > 0 ? glued : group(i, i, null);
    }

    /** An hour and a half. */
    private int andAHalf(int i) {
        if (!reading.is(i, "a") && !reading.is(i, "an")) {
            return 0;
        }
        UnitWords.Found unit = UnitWords.at(reading, i + 1);
        boolean half = unit != null
                && reading.is(unit.end(), "and")
                && reading.is(unit.end() + 1, "a")
                && reading.is(unit.end() + 2, "half");
        return half ? add(List.of(new Numeral(1.5, 0.25, true, i + 1)), unit, false, i, unit.end() + 2) : 0;
    }

    /** zweijährig, sechsteilig. */
    private int glued(int i) {
        Token token = reading.token(i);
        int ig = token.isWord() && token.word().length() < 30 ? token.word().indexOf("ig", 6) : -1;
        if (ig < 0) {
            return 0;
        }
        for (int cut = 3; cut < ig; cut++) {
            Double value = Numerals.word(token.word().substring(0, cut));
            String rest = token.word().substring(cut);
            if (value != null) {
                List<Numeral> numeral = List.of(new Numeral(value, 0.5, true, i + 1));
                String unit = reading.lexicon().value(Topic.UNIT, rest);
                if (unit != null) {
                    return add(numeral, new UnitWords.Found(List.of(Unit.of(unit)), i + 1), false, i, i);
                }
                String counted = reading.lexicon().value(Topic.COUNTED, rest);
                if (counted != null) {
                    found.add(new Amount(
                            numeral, List.of(Unit.COUNT), Set.of(), Set.of(counted), false, Amount.Bound.EXACT, i, i));
                    return i + 1;
                }
            }
        }
        return 0;
    }

    /** One number or several, the unit before them or behind. */
    private int group(int begin, int firstNumber, UnitWords.Found before) {
        List<Numeral> numerals = new ArrayList<>();
        UnitWords.Found unit = before;
        boolean range = false;
        int at = firstNumber;
        int end = begin;
        while (numerals.size() < MOST_NUMBERS) {
            Numeral next = Numerals.at(reading, at);
            if (next == null || (!numerals.isEmpty() && taken.test(at))) {
                break;
            }
            numerals.add(next);
            end = next.end();
            UnitWords.Found behind = UnitWords.at(reading, end);
            boolean own = behind != null;
            if (own) {
                if (unit != null && before == null && !unit.units().equals(behind.units())) {
                    numerals.remove(numerals.size() - 1);
                    return finish(numerals, unit, range, begin, at - 1);
                }
                unit = before == null ? behind : unit;
                end = behind.end();
            }
            int more = separated(end, own || before != null || Counted.since(reading, at), unit != null);
            if (more < 0) {
                break;
            }
            range |= more == end || TO.contains(reading.token(more - 1).word());
            at = more;
        }
        return finish(numerals, unit, range, begin, end - 1);
    }

    /** Where the next number of the group begins, or -1. A list goes on only until a unit has come. */
    private int separated(int index, boolean hasUnit, boolean anyUnit) {
        if (reading.isNumber(index) && reading.token(index).joined()) {
            return index;
        }
        Numeral next = reading.has(index) ? Numerals.at(reading, index + 1) : null;
        if (next == null) {
            return -1;
        }
        String word = reading.token(index).word();
        boolean to = TO.contains(word) && (!anyUnit || UnitWords.at(reading, next.end()) != null);
        boolean more = TIMES.contains(word) || to || (!hasUnit && LISTED.contains(word));
        return more ? index + 1 : -1;
    }

    private int finish(List<Numeral> numerals, UnitWords.Found unit, boolean range, int begin, int last) {
        if (numerals.isEmpty()) {
            return begin + 1;
        }
        if (unit == null) {
            return counts(numerals, range, begin);
        }
        Numeral one = numerals.get(0);
        boolean article = one.worded()
                && one.value() == 1
                && (unit.units().get(0).symbol().equals("day")
                        || unit.units().get(0).symbol().equals("second"));
        return article ? last + 1 : add(numerals, unit, range, begin, lastOf(numerals, unit, last));
    }

    private static int lastOf(List<Numeral> numerals, UnitWords.Found unit, int last) {
        return Math.max(
                last, Math.max(unit.end() - 1, numerals.get(numerals.size() - 1).end() - 1));
    }

    /** Numbers without a unit: a range or a single one, of things; others of a list are looked at alone. */
    private int counts(List<Numeral> numerals, boolean range, int begin) {
        boolean pair = range && numerals.size() == 2;
        List<Numeral> taken = pair ? numerals : numerals.subList(0, 1);
        int last = taken.get(taken.size() - 1).end() - 1;
        Counted counted = Counted.beside(reading, begin, last, taken.get(0).worded(), ownNouns);
        if (counted != null) {
            boolean founded = counted.founded();
            Unit unit = founded ? Unit.FOUNDED : Unit.COUNT;
            found.add(new Amount(
                    List.copyOf(taken),
                    List.of(unit),
                    Set.of(),
                    counted.nouns(),
                    pair,
                    Roles.bound(reading, begin),
                    begin,
                    last));
            return last + 1;
        }
        List<Unit> elided = elided(begin, last);
        return elided.isEmpty() ? last + 1 : add(taken, new UnitWords.Found(elided, last + 1), pair, begin, last);
    }

    /** Cold for 24 hours and hot for 12: the unit of the amount before it in its sentence. */
    private List<Unit> elided(int first, int last) {
        Amount before = found.isEmpty() ? null : found.get(found.size() - 1);
        boolean alone = reading.endsClause(last + 1) || reading.is(last + 1, "with") || reading.is(last + 1, "mit");
        if (before == null || before.count() || !alone || first - before.last() > ELIDED) {
            return List.of();
        }
        for (int i = before.last() + 1; i < first; i++) {
            if (reading.token(i).isSign() && !reading.is(i, ",")) {
                return List.of();
            }
        }
        return before.units();
    }

    private int add(List<Numeral> numerals, UnitWords.Found unit, boolean range, int first, int last) {
        boolean share = unit.units().get(0).dimension().equals("share");
        Set<String> roles = share ? Roles.shareOf(reading, last + 1) : Roles.beside(reading, first, last);
        found.add(new Amount(
                List.copyOf(numerals), unit.units(), roles, Set.of(), range, Roles.bound(reading, first), first, last));
        return last + 1;
    }
}
