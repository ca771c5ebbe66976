package dev.atelier.collect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A value of a source as text.
 *
 * @param number the source holds it as a number: its point is a decimal point, whatever the locale
 */
record Cell(String text, boolean number) {
    /** Zeros that an exponent may add when a number is written out; beyond, the exponent stays for all to see. */
    private static final int MAX_ZEROS = 1000;

    /** Digits after the point that are written out. */
    private static final int MAX_DECIMALS = 1000;

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    static Cell text(String text) {
        return new Cell(text, false);
    }

    /** One is itself, several are joined with commas; null for none. */
    static Cell joined(List<Cell> cells) {
        return switch (cells.size()) {
            case 0 -> null;
            case 1 -> cells.get(0);
            default -> text(cells.stream().map(Cell::text).collect(Collectors.joining(", ")));
        };
    }

    static Cell time(LocalTime time) {
        return text(TIME.format(time));
    }

    static Cell time(LocalDateTime time) {
        return text(time.toLocalDate() + " " + TIME.format(time));
    }

    static Cell number(BigInteger value) {
        return new Cell(value.toString(), true);
    }

    /** Its digits as they stand: no exponent, no lost zero; a whole number without a point. */
    static Cell number(BigDecimal value) {
        if (value.scale() < -MAX_ZEROS || value.scale() > MAX_DECIMALS) {
            return new Cell(value.toString(), true);
        }
        boolean whole = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
        return new Cell(whole ? value.toBigInteger().toString() : value.toPlainString(), true);
    }

    /** The shortest digits that are this double and no other. */
    static Cell number(double value) {
        return Double.isFinite(value)
                ? shortest(value, digits -> digits.doubleValue() == value)
                : text(Double.toString(value));
    }

    /** The shortest digits that are this float and no other. */
    static Cell number(float value) {
        return Float.isFinite(value)
                ? shortest(value, digits -> digits.floatValue() == value)
                : text(Float.toString(value));
    }

    private static Cell shortest(double value, Predicate<BigDecimal> same) {
        BigDecimal exact = new BigDecimal(value);
        int digits = 1;
        while (!same.test(exact.round(new MathContext(digits)))) {
            digits++;
        }
        return number(exact.round(new MathContext(digits)));
    }
}
