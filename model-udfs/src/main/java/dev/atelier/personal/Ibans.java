package dev.atelier.personal;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code [iban]}: ISO 13616, with or without blanks; country, length and two check digits leave no doubt. */
record Ibans() implements Mask {
    /** Fewest digits of one: half of the shortest (Norway) and more. */
    private static final int FEWEST_DIGITS = 10;

    private static final int COUNTRY_CHARS = 2;

    /** Characters by country; SWIFT IBAN registry, release 99. */
    private static final Map<String, Integer> LENGTHS = Stream.of(
                    ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29"
                                    + " BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22"
                                    + " GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28"
                                    + " LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15"
                                    + " OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23"
                                    + " ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
                            .split(" "))
            .collect(Collectors.toMap(
                    s -> s.substring(0, COUNTRY_CHARS), s -> Integer.valueOf(s.substring(COUNTRY_CHARS))));

    private static final Pattern HEAD = Pattern.compile("(?<![\\p{L}\\d])[A-Za-z]{2} ?\\d{2}(?=[ -]?[A-Za-z\\d])");

    @Override
    public String apply(String label, String text, Glance seen) {
        if (seen.digits() < FEWEST_DIGITS) {
            return text;
        }
        Matcher head = HEAD.matcher(text);
        StringBuilder masked = new StringBuilder();
        int done = 0;
        while (head.find()) {
            int end = end(text, head.start());
            if (end > 0 && head.start() >= done) {
                masked.append(text, done, head.start()).append("[iban]");
                done = end;
            }
        }
        return done == 0 ? text : masked.append(text, done, text.length()).toString();
    }

    /** Behind the account that begins there; 0 for none. */
    private static int end(String text, int start) {
        Integer length =
                LENGTHS.get(text.substring(start, start + COUNTRY_CHARS).toUpperCase(Locale.ROOT));
        if (length == null) {
            return 0;
        }
        StringBuilder account = new StringBuilder(length);
        int i = start;
        for (; i < text.length() && account.length() < length; i++) {
            char c = text.charAt(i);
            boolean between = (c == ' ' || c == '-') && isCode(text.charAt(i - 1));
            if (isCode(c)) {
                account.append(Character.toUpperCase(c));
            } else if (!between) {
                return 0;
            }
        }
        boolean whole =
                account.length() == length && (i == text.length() || !Character.isLetterOrDigit(text.charAt(i)));
        boolean mostlyDigits = Near.digits(account.toString()).length() * 2 > length;
        return whole && mostlyDigits && CheckDigits.isMod97(account.toString()) ? i : 0;
    }

    private static boolean isCode(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
