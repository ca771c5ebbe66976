package dev.atelier.clean;

import dev.atelier.domain.RawItem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An amount in a currency, as far as a row tells them.
 *
 * @param amount null if it cannot be told
 * @param currency ISO 4217; null without an amount, or if it cannot be told
 * @param flags why something could not be told, or how it was
 */
record Price(Double amount, String currency, List<String> flags) {
    private static final String NUMBER = "(\\+?\\d{1,400}+(?:\\.\\d{1,400}+)?(?:[eE][+-]?\\d{1,4})?)";
    private static final Pattern TYPED = Pattern.compile(NUMBER + "(?:-" + NUMBER + ")?");

    /** Of a row without one. */
    static final Price NONE = new Price(null, null, List.of());

    Price {
        flags = List.copyOf(flags);
    }

    /**
     * Reads the price of a row that has one. The row's own column for the currency goes before what the price says, that
     * before the configured currency; the region of the source says what a sign such as {@code $} means.
     *
     * @param configured currency of prices that name none; null for none
     */
    static Price of(RawItem row, String configured) {
        Locale locale = row.locale() == null ? null : Locale.forLanguageTag(row.locale());
        PriceText text = row.typedPrice() ? typed(row.price()) : PriceText.of(row.price(), locale);
        List<String> flags = new ArrayList<>(text.flags());
        Double amount = text.amount() == null ? null : (Double) text.amount().doubleValue();
        if (amount == null) {
            return new Price(null, null, flags);
        } else if (amount.isInfinite() || (amount == 0 && text.amount().signum() != 0)) {
            return new Price(null, null, List.of("price_unreadable"));
        } else if (new BigDecimal(amount.toString()).compareTo(text.amount()) != 0) {
            flags.add("price_rounded"); // more digits than a double has
        }
        List<String> likely = Stream.of(Currencies.of(locale), configured)
                .filter(Objects::nonNull)
                .toList();
        String currency = row.currency() == null
                ? fromText(text, likely, configured, flags)
                : fromColumn(NumberText.plain(row.currency()).strip(), text, likely, flags);
        return new Price(amount, currency, flags);
    }

    /** A number, or a range of two: {@code 1.299-2.499}. */
    private static PriceText typed(String written) {
        Matcher numbers = TYPED.matcher(written);
        if (!numbers.matches()) {
            return PriceText.of("", null);
        }
        BigDecimal low = new BigDecimal(numbers.group(1));
        if (numbers.group(2) == null) {
            return new PriceText(low, null, false, List.of());
        }
        boolean ascending = low.compareTo(new BigDecimal(numbers.group(2))) < 0;
        return new PriceText(
                ascending ? low : null, null, false, List.of(ascending ? "price_range" : "price_ambiguous"));
    }

    private static String fromText(PriceText text, List<String> likely, String configured, List<String> flags) {
        if (text.unknownCurrency()) {
            flags.add("currency_unknown");
            return null;
        } else if (text.currency() == null) {
            if (configured == null) {
                flags.add("currency_missing");
            }
            return configured;
        }
        return decided(text.currency(), likely, flags);
    }

    private static String fromColumn(String column, PriceText text, List<String> likely, List<String> flags) {
        Currencies.Meaning meaning = PriceText.meaning(column);
        if (meaning == null) {
            flags.add("currency_unknown");
            return null;
        }
        Currencies.Meaning both = text.currency() == null ? meaning : meaning.and(text.currency());
        boolean agree = !text.unknownCurrency() && !both.codes().isEmpty();
        if (!agree) {
            flags.add("currency_conflict");
        }
        return decided(agree ? both : meaning, likely, flags);
    }

    private static String decided(Currencies.Meaning meaning, List<String> likely, List<String> flags) {
        String currency = meaning.in(likely);
        if (currency == null) {
            flags.add("currency_ambiguous");
        }
        return currency;
    }
}
