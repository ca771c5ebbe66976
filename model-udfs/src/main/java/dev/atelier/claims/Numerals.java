package dev.atelier.claims;

import java.util.HashMap;
import java.util.Map;

/** Numbers in digits, in fractions and in words of English and German. */
final class Numerals {
    private static final String[] ENGLISH = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] GERMAN = {
        "null",
        "ein",
        "zwei",
        "drei",
        "vier",
        "funf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwolf",
        "dreizehn",
        "vierzehn",
        "funfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn"
    };
    private static final String[] ENGLISH_TENS = {
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };
    private static final String[] GERMAN_TENS = {
        "zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig"
    };
    private static final Map<String, Double> WORDS = words();
    private static final Map<String, Double> FRACTIONS = Map.of(
            "\u00bd", 0.5, "\u00bc", 0.25, "\u00be", 0.75, "\u2153", 1 / 3.0, "\u2154", 2 / 3.0, "\u215b", 0.125);
    private static final double FINE = 0.005;

    private Numerals() {}

    private static Map<String, Double> words() {
        Map<String, Double> words = new HashMap<>();
        for (int i = 2; i < 20; i++) {
            words.put(ENGLISH[i], (double) i);
            words.put(GERMAN[i], (double) i);
        }
        for (int tens = 0; tens < 8; tens++) {
            double value = 10.0 * (tens + 2);
            words.put(ENGLISH_TENS[tens], value);
            words.put(GERMAN_TENS[tens], value);
            for (int one = 1; one < 10; one++) {
                words.put(GERMAN[one] + "und" + GERMAN_TENS[tens], value + one);
            }
        }
        for (int i = 2; i < 10; i++) {
            words.put(GERMAN[i] + "hundert", 100.0 * i);
            words.put(GERMAN[i] + "einhalb", i + 0.5);
        }
        words.putAll(
                Map.of("hundred", 100.0, "hundert", 100.0, "einhundert", 100.0, "thousand", 1000.0, "tausend", 1000.0));
        words.putAll(Map.of("dozen", 12.0, "dutzend", 12.0, "anderthalb", 1.5, "eineinhalb", 1.5, "one", 1.0));
        return words;
    }

    /** The value of a word, or null. */
    static Double word(String folded) {
        return WORDS.get(folded);
    }

    /** The number that begins at a token, or null. */
    static Numeral at(Reading reading, int index) {
        if (!reading.has(index)) {
            return null;
        }
        return reading.isNumber(index) ? digits(reading, index) : worded(reading, index);
    }

    private static Numeral digits(Reading reading, int index) {
        String written = reading.token(index).word();
        Double fraction = FRACTIONS.get(written);
        if (fraction != null) {
            return new Numeral(fraction, FINE, false, index + 1);
        }
        double value = value(written);
        if (Double.isNaN(value)) {
            return null;
        }
        int next = index + 1;
        if (reading.isNumber(next) && FRACTIONS.containsKey(reading.token(next).word())) {
            return new Numeral(value + FRACTIONS.get(reading.token(next).word()), FINE, false, next + 1);
        }
        Numeral part = fraction(reading, index);
        if (part != null) {
            return part;
        }
        Numeral behind = reading.isNumber(next) && !reading.token(next).joined() ? fraction(reading, next) : null;
        return behind == null
                ? new Numeral(value, half(written), false, plus(reading, next) ? next + 1 : next)
                : new Numeral(value + behind.value(), FINE, false, behind.end());
    }

    /** Whether a sign stands there that says "or more" of the number before it: 20+ people; not 4+1. */
    static boolean plus(Reading reading, int index) {
        return reading.is(index, "+") && reading.token(index).tight() && !reading.isNumber(index + 1);
    }

    /** 1/2, 3/4. */
    private static Numeral fraction(Reading reading, int index) {
        boolean slash = reading.is(index + 1, "/") && reading.token(index + 1).tight();
        if (!slash || !reading.isNumber(index + 2) || !reading.token(index + 2).tight()) {
            return null;
        }
        double over = value(reading.token(index).word());
        double under = value(reading.token(index + 2).word());
        boolean proper = over < under && under <= 64 && over >= 1 && Math.rint(under) == under;
        return proper ? new Numeral(over / under, FINE, false, index + 3) : null;
    }

    private static Numeral worded(Reading reading, int index) {
        String word = reading.token(index).word();
        if (word.equals("half") || word.equals("quarter")) {
            int next = reading.is(index + 1, "a") || reading.is(index + 1, "an") || reading.is(index + 1, "of")
                    ? index + 2
                    : index + 1;
            return new Numeral(word.equals("half") ? 0.5 : 0.25, FINE, true, next);
        }
        if (word.startsWith("halb") && word.length() <= 6) {
            return new Numeral(0.5, FINE, true, index + 1);
        }
        Double value = WORDS.get(word);
        if (value == null) {
            return null;
        }
        int end = index + 1;
        if (reading.has(end) && value >= 20 && value < 100 && value % 10 == 0) {
            Double one = WORDS.get(reading.token(end).word());
            if (one != null
                    && one < 10
                    && (reading.token(end).joined() || !reading.token(end).tight())) {
                return new Numeral(value + one, 0.5, true, end + 1);
            }
        }
        if (reading.is(end, "hundred")) {
            return new Numeral(value * 100, 0.5, true, end + 1);
        }
        boolean half = reading.is(end, "and") && reading.is(end + 1, "a") && reading.is(end + 2, "half");
        return half ? new Numeral(value + 0.5, FINE, true, end + 3) : new Numeral(value, 0.5, true, end);
    }

    /** {@code 1.299,00} and {@code 1,299} are 1299, {@code 12,50} is 12.5, {@code 0.125} is what it is; NaN for too long ones. */
    static double value(String written) {
        int last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','));
        boolean decimals = decimals(written, last);
        StringBuilder plain = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c >= '0' && c <= '9') {
                plain.append(c);
            } else if (i == last && decimals) {
                plain.append('.');
            }
        }
        boolean fits = plain.length() > 0 && plain.length() <= 15;
        return fits ? Double.parseDouble(plain.toString()) : Double.NaN;
    }

    private static boolean decimals(String written, int last) {
        if (last < 0) {
            return false;
        }
        boolean one = written.indexOf('.') + written.indexOf(',') + 1 == last;
        return written.length() - last - 1 != 3 || (one && last == 1 && written.charAt(0) == '0');
    }

    private static double half(String written) {
        int last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','));
        int places = decimals(written, last) ? written.length() - last - 1 : 0;
        return 0.5 / StrictMath.pow(10, places);
    }
}
