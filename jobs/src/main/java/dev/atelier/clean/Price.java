package dev.atelier.clean;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount in an ISO 4217 currency, read from the ways catalogues write it. */
record Price(double amount, String currency) {
    /** Longer signs stand before shorter ones that they contain. */
    private static final Map<String, String> SIGNS = new LinkedHashMap<>();

    static {
        SIGNS.put("US$", "USD");
        SIGNS.put("C$", "CAD");
        SIGNS.put("A$", "AUD");
        SIGNS.put("€", "EUR");
        SIGNS.put("£", "GBP");
        SIGNS.put("$", "USD");
        SIGNS.put("¥", "JPY");
        SIGNS.put("₹", "INR");
        SIGNS.put("zł", "PLN");
        SIGNS.put("kč", "CZK");
    }

    private static final Pattern CODE =
            Pattern.compile("(?<![A-Z])(EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|NZD|CNY|INR|BRL)(?![A-Z])");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d.,'’ ]*");
    private static final Pattern DECIMALS = Pattern.compile(".*[.,](\\d{1,2})");

    /**
     * Reads {@code "€ 12,90"}, {@code "USD 15"}, {@code "12.50 £"}, {@code "ab 9,99 EUR"}, {@code "1.299,00 €"},
     * {@code "1,299.00 $"}, {@code "15,-"}, {@code "CHF 1'299.50"}. One or two digits after the last comma or point are
     * decimals, three are a group of thousands. Of a range the first amount counts.
     *
     * @param otherwise currency of a price that names none
     * @return empty if there is no number in it
     */
    static Optional<Price> parse(String text, String otherwise) {
        Matcher number = NUMBER.matcher(text);
        if (!number.find() || text.substring(0, number.start()).matches(".*[-−]\\s*")) {
            return Optional.empty();
        }
        String digits = number.group().replaceAll("[.,'’ ]+$", "").replaceAll("['’ ]", "");
        Matcher decimals = DECIMALS.matcher(digits);
        String fraction = decimals.matches() ? decimals.group(1) : "";
        String whole = fraction.isEmpty() ? digits : digits.substring(0, digits.length() - fraction.length());
        BigDecimal amount = new BigDecimal(whole.replaceAll("[.,]", "") + "." + (fraction.isEmpty() ? "0" : fraction));
        return Optional.of(new Price(amount.doubleValue(), currency(text, otherwise)));
    }

    private static String currency(String text, String otherwise) {
        Matcher code = CODE.matcher(text.toUpperCase(Locale.ROOT));
        if (code.find()) {
            return code.group(1);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return SIGNS.entrySet().stream()
                .filter(e -> lower.contains(e.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(lower.contains("euro") ? "EUR" : otherwise);
    }
}
