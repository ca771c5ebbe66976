package dev.atelier.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit or a currency, which small language models like to invent. */
public final class Claims {
    /** Every way to write a unit, to the one it is compared by. */
    private static final Map<String, List<String>> UNITS = Map.ofEntries(
            Map.entry("mm", List.of("millimeters?", "millimetres?", "millimeter")),
            Map.entry("cm", List.of("centimeters?", "centimetres?", "zentimeter", "centimètres?")),
            Map.entry("m", List.of("meters?", "metres?", "mètres?")),
            Map.entry("in", List.of("inch", "inches", "zoll", "pouces?", "\"")),
            Map.entry("ft", List.of("foot", "feet", "fuß")),
            Map.entry("g", List.of("grams?", "gr", "gramm", "grammes?")),
            Map.entry("kg", List.of("kilos?", "kilograms?", "kilogramm", "kilogrammes?")),
            Map.entry("oz", List.of("ounces?", "unzen?")),
            Map.entry("lb", List.of("lbs", "pounds?", "pfund")),
            Map.entry("ml", List.of("milliliters?", "millilitres?", "milliliter")),
            Map.entry("cl", List.of("centiliters?", "centilitres?")),
            Map.entry("l", List.of("liters?", "litres?")),
            Map.entry("w", List.of("watts?")),
            Map.entry("v", List.of("volts?")),
            Map.entry("%", List.of("percent", "per cent", "prozent", "pour cent")),
            Map.entry("°", List.of("°c", "°f", "degrees?", "grad", "degrés?")),
            Map.entry("year", List.of("years", "jahre?n?", "ans?")),
            Map.entry("month", List.of("months", "monate?n?", "mois")),
            Map.entry("day", List.of("days", "tage?n?", "jours?")),
            Map.entry("hour", List.of("hours", "hrs?", "stunden?", "heures?")),
            Map.entry("minute", List.of("minutes", "mins?", "minuten")),
            Map.entry("piece", List.of("pieces", "pcs", "stück", "pièces?", "teilig")),
            Map.entry("eur", List.of("€", "euros?")),
            Map.entry("usd", List.of("\\$", "dollars?")),
            Map.entry("gbp", List.of("£")));

    private static final String NUMBER = "(\\d+(?:[.,]\\d+)*)";
    private static final Pattern AMOUNT_THEN_UNIT;
    private static final Pattern CURRENCY_THEN_AMOUNT = Pattern.compile("([€$£]|\\b(?:eur|usd|gbp)\\b)\\s?" + NUMBER);
    private static final List<Map.Entry<String, Pattern>> CANONICAL;

    static {
        List<String> all = new ArrayList<>();
        CANONICAL = new ArrayList<>();
        UNITS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            String spellings = Pattern.quote(e.getKey()) + "|" + String.join("|", e.getValue());
            all.add(spellings);
            CANONICAL.add(Map.entry(e.getKey(), Pattern.compile(spellings)));
        });
        AMOUNT_THEN_UNIT =
                Pattern.compile("(?<![\\d.,])" + NUMBER + "[\\s-]?(" + String.join("|", all) + ")(?![\\p{L}\\d])");
    }

    private Claims() {}

    /**
     * The amounts that the text states and the facts do not, as {@code "12 in"}, in order, without repeats.
     *
     * @param facts everything known of the item, such as its description, attribute values and {@code "12.9 eur"}
     */
    public static List<String> unsupported(String text, List<String> facts) {
        Set<String> known = new HashSet<>();
        facts.forEach(fact -> known.addAll(amounts(fact)));
        return amounts(text).stream()
                .filter(claim -> !known.contains(claim))
                .distinct()
                .toList();
    }

    static List<String> amounts(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        Matcher amount = AMOUNT_THEN_UNIT.matcher(lower);
        while (amount.find()) {
            found.add(number(amount.group(1)) + " " + unit(amount.group(2)));
        }
        Matcher price = CURRENCY_THEN_AMOUNT.matcher(lower);
        while (price.find()) {
            found.add(number(price.group(2)) + " " + unit(price.group(1)));
        }
        return found;
    }

    /** {@code "1.299,00"} and {@code "1,299"} to {@code "1299"}, {@code "12,50"} to {@code "12.5"}. */
    private static String number(String written) {
        int last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','));
        boolean decimals = last >= 0 && written.length() - last - 1 != 3;
        String whole = (decimals ? written.substring(0, last) : written).replaceAll("[.,]", "");
        String fraction = decimals ? written.substring(last + 1).replaceAll("0+$", "") : "";
        String plain = whole.replaceFirst("^0+(?=\\d)", "");
        return fraction.isEmpty() ? plain : plain + "." + fraction;
    }

    private static String unit(String spelling) {
        return CANONICAL.stream()
                .filter(e -> e.getValue().matcher(spelling).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(spelling);
    }
}
