package dev.atelier.clean;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as people write it, found in a text. Its separators are read as groups and as decimals; where both readings are
 * possible ({@code 1.299}) the locale decides, and without one the number is ambiguous.
 *
 * @param start and {@code end}: where it stands in the plain text
 * @param value null if it is ambiguous, or no number in any reading ({@code 12.11.2024})
 * @param ambiguous whether two readings are possible
 */
record NumberText(int start, int end, BigDecimal value, boolean ambiguous) {
    /** Longer ones are no amounts, and arithmetic on them is slow. */
    private static final int MAX_DIGITS = 400;

    private static final char ARABIC_DECIMAL = '\u066b';

    private static final Set<String> POINT_AND_COMMA = Set.of("ZA", "EC", "CR");

    /** Digits, separators between digits, blank groups of three, an exponent; or a separator and decimals. */
    private static final Pattern NUMBER = Pattern.compile("(?:\\d++(?:[.,'\u066b]\\d++| \\d{3}(?!\\d))*+"
            + "|(?<![\\d.,\\p{L}/])[.,\u066b]\\d++)(?:[eE][+-]?+\\d{1,4}(?![\\d\\p{L}]))?+");

    private static final Pattern GROUPS_OF_THREE = Pattern.compile("[1-9]\\d{0,2}(?:([.,' ])\\d{3})(?:\\1\\d{3})*+");
    private static final Pattern INDIAN_GROUPS = Pattern.compile("[1-9]\\d?(?:,\\d{2}(?=,))++,\\d{3}");

    /** All digits of the world as 0 to 9, and one form of each blank, apostrophe, dash and fullwidth character. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().map(NumberText::plain).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static int plain(int c) {
        if (Character.isDigit(c)) {
            return '0' + Character.digit(c, 10);
        } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
            return ' ';
        } else if (Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212') {
            return '-';
        } else if (c >= 0xff01 && c <= 0xff5e) {
            return c - 0xfee0; // fullwidth ASCII
        }
        return switch (c) {
            case '\u2019', '\u2018', '\u02bc', '\u00b4', '`', '\u2032', '\u066c' -> '\'';
            case '\u00b7' -> '.';
            case '\uffe5' -> '\u00a5';
            case '\uffe1' -> '\u00a3';
            case '\uffe6' -> '\u20a9';
            default -> c;
        };
    }

    /**
     * Every number of a {@link #plain} text.
     *
     * @param locale of the source; null if nobody declared one
     */
    static List<NumberText> in(String plain, Locale locale) {
        List<NumberText> found = new ArrayList<>();
        Matcher number = NUMBER.matcher(plain);
        while (number.find()) {
            found.add(read(number.start(), number.end(), number.group(), locale));
        }
        return found;
    }

    private static NumberText read(int start, int end, String written, Locale locale) {
        int e = written.toLowerCase(Locale.ROOT).indexOf('e');
        String mantissa = e < 0 ? written : written.substring(0, e);
        String exponent = e < 0 ? "" : written.substring(e);
        String separators = mantissa.replaceAll("\\d", "");
        String digits = mantissa.replaceAll("\\D", "");
        if (digits.length() > MAX_DIGITS) {
            return new NumberText(start, end, null, false);
        } else if (separators.isEmpty()) {
            return new NumberText(start, end, new BigDecimal(digits + exponent), false);
        }
        char last = separators.charAt(separators.length() - 1);
        String head = mantissa.substring(0, mantissa.lastIndexOf(last));
        boolean decimal = (last == '.' || last == ',' || last == ARABIC_DECIMAL)
                && head.indexOf(last) < 0
                && (head.matches("\\d*+") || grouped(head));
        boolean groups = exponent.isEmpty() && grouped(mantissa);
        if (decimal && groups) {
            decimal = decides(locale, last, true);
            groups = decides(locale, last, false);
        }
        BigDecimal value = null;
        if (decimal != groups) {
            int scale = decimal ? mantissa.length() - mantissa.lastIndexOf(last) - 1 : 0;
            value = new BigDecimal(digits + exponent).scaleByPowerOfTen(-scale);
        }
        return new NumberText(start, end, value, value == null && grouped(mantissa));
    }

    private static boolean grouped(String text) {
        return GROUPS_OF_THREE.matcher(text).matches()
                || INDIAN_GROUPS.matcher(text).matches();
    }

    /** Where CLDR has a decimal comma and shops often write a point: English outside its homes, and some regions. */
    private static boolean isMixed(Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        return POINT_AND_COMMA.contains(locale.getCountry())
                || (english && DecimalFormatSymbols.getInstance(locale).getDecimalSeparator() == ',');
    }

    /** Whether the locale uses the separator for decimals (or for groups), in numbers or in money, and for nothing else. */
    private static boolean decides(Locale locale, char separator, boolean forDecimals) {
        if (locale == null || isMixed(locale)) {
            return false;
        }
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        boolean decimals =
                symbols.getDecimalSeparator() == separator || symbols.getMonetaryDecimalSeparator() == separator;
        boolean groups =
                symbols.getGroupingSeparator() == separator || symbols.getMonetaryGroupingSeparator() == separator;
        return decimals != groups && decimals == forDecimals;
    }
}
