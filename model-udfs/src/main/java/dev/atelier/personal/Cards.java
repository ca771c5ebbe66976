package dev.atelier.personal;

import dev.atelier.domain.Gtin;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code [card]}: numbers of payment cards in their usual groups, by the ranges of their issuers and the check digit of Luhn.
 * Numbers of the trade are none unless a word of cards stands before them.
 */
record Cards() implements Mask {
    private static final int FEWEST_DIGITS = 13;

    /** Each apart, since one may begin as another does: a number of 19 digits, or one of 16 and three more behind it. */
    private static final List<Pattern> SHAPES = Stream.of(
                    "\\d{13,19}",
                    "\\d{4}([ \u2010-\u2013-])\\d{4}\\1\\d{4}\\1\\d{4}\\1\\d{3}",
                    "\\d{4}([ \u2010-\u2013-])\\d{4}\\1\\d{4}\\1\\d{4}",
                    "\\d{4}([ \u2010-\u2013-])\\d{6}\\1\\d{4,5}")
            .map(shape -> Pattern.compile(Near.START + shape + Near.END))
            .toList();

    /** ISO/IEC 7812: Visa, Mastercard, American Express, Diners Club, JCB, Discover, UnionPay, Maestro. */
    private static final Pattern ISSUED = Pattern.compile("4(?:\\d{12}|\\d{15}|\\d{18})"
            + "|5[1-5]\\d{14}|2(?:22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720)\\d{12}"
            + "|3[47]\\d{13}"
            + "|3(?:0[0-59]|[689]\\d)\\d{11}(?:\\d{2,5})?"
            + "|35(?:2[89]|[3-8]\\d)\\d{12,15}"
            + "|6(?:011|4[4-9]\\d|5\\d\\d|2\\d\\d)\\d{12,15}"
            + "|(?:50\\d\\d|5[6-8]\\d\\d|6304|6759|676[1-3])\\d{9,15}");

    private static final Pattern WORDS = Near.words("(?:credit|debit|bank|payment|gift) ?-?cards?|card (?:no|num|#)"
            + "|visa|master ?card|amex|american express|maestro|diners|discover|jcb|union ?pay"
            + "|kreditkart|bankkart|kartennummer|zahlkarte|ec-?karte|carte (?:bancaire|bleue|de cr[ée]dit|de paiement)"
            + "|num[ée]ro de carte|cb(?!\\p{L})"
            + "|creditcard|betaalkaart|betaalpas|bankpas|kaartnummer|carta di (?:credito|debito)|numero (?:della )?carta"
            + "|tarjeta|kart[aąęy] (?:kredytow|p[łl]atnicz|debetow)|numer karty");

    @Override
    public String apply(String label, String text, Glance seen) {
        String current = text;
        if (seen.digits() >= FEWEST_DIGITS) {
            for (Pattern shape : SHAPES) {
                String before = current;
                current = Near.replace(shape, before, "card", number -> isCard(label, before, number));
            }
        }
        return current;
    }

    private static boolean isCard(String label, String text, MatchResult number) {
        String digits = Near.digits(number.group());
        if (!ISSUED.matcher(digits).matches() || !CheckDigits.isLuhn(digits)) {
            return false;
        } else if (Near.says(WORDS, label, text, number.start())) {
            return true;
        }
        boolean oneGroup = digits.length() == number.group().length();
        return !(oneGroup && Gtin.isValid(digits)) && !Near.isPart(label, text, number.start());
    }
}
