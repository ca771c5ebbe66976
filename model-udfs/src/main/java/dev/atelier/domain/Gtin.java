package dev.atelier.domain;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Numbers of the trade: GTIN (EAN, UPC), ISBN, ASIN. */
public final class Gtin {
    /** GTIN, ISBN-10, ASIN; what else has many digits is taken as it is. */
    private static final Pattern CODE = Pattern.compile("(?<!\\w)(?:\\d{9}X|B0[0-9A-Z]{8}|\\d{6,14})(?!\\w)");

    private Gtin() {}

    /** GS1 General Specifications 7.9: digits weigh 3 and 1 from the right, the sum is a multiple of ten. */
    public static boolean isValid(String text) {
        if (text == null || !text.matches("\\d{8}|\\d{12,14}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += (text.charAt(text.length() - 1 - i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    /** Every code in a text as {@code gtin=} or {@code asin=} and fourteen characters, so that forms of one code are equal. */
    public static List<String> codesIn(String text) {
        String joined = text.toUpperCase(Locale.ROOT).replaceAll("(?<=\\d)[ \u2010-\u2013-](?=\\d|X\\b)", "");
        return CODE.matcher(joined)
                .results()
                .map(MatchResult::group)
                .map(Gtin::isbn13)
                .map(code -> (code.startsWith("B") ? "asin=" : "gtin=") + "0".repeat(14 - code.length()) + code)
                .toList();
    }

    /** An ISBN of ten digits as one of thirteen: 978 before it, the check digit that fits; anything else as it is. */
    private static String isbn13(String code) {
        if (!code.matches("\\d{9}[\\dX]")) {
            return code;
        }
        String body = "978" + code.substring(0, 9);
        return IntStream.range(0, 10)
                .mapToObj(check -> body + check)
                .filter(Gtin::isValid)
                .findFirst()
                .orElse(code);
    }
}
