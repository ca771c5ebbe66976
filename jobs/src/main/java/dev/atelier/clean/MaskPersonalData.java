package dev.atelier.clean;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What belongs to people becomes its kind in brackets, such as {@code [phone]}, in every text but the sku, the GTIN, the price
 * and the currency, and in the names of attributes; flag {@code personal_data}. To add a kind: write its {@link Mask}, put it
 * here, test it.
 */
record MaskPersonalData(List<Mask> masks) implements CleaningRule {
    private static final Pattern NOT_IN_WORDS = Pattern.compile("[_\\-\\d]+");
    /** Most of a name that is read for each number. */
    private static final int LABEL_CHARS = 120;

    /**
     * @param phoneRegions where phone numbers without a country code may come from
     * @param countries whose tax and social numbers are found
     */
    static MaskPersonalData of(List<String> phoneRegions, List<String> countries) {
        return new MaskPersonalData(List.of(
                new Emails(),
                new SpelledEmails(),
                new Ibans(),
                new Cards(),
                new IpAddresses(),
                new PersonalNumbers(countries),
                new BirthDates(),
                new Phones(phoneRegions))); // last: to it most numbers look like phones
    }

    @Override
    public Draft apply(Draft draft) {
        Draft masked = draft.mapNamed(this::mask);
        return masked.equals(draft) ? draft : masked.flag("personal_data");
    }

    /** @param name of the text, such as {@code part_number}: says what a number is that nothing in the text explains */
    String mask(String name, String text) {
        Glance seen = Glance.of(text);
        if (seen.isPlain()) {
            return text;
        }
        String end = name.substring(Math.max(0, name.length() - LABEL_CHARS));
        String label = NOT_IN_WORDS.matcher(end).replaceAll(" ");
        String current = text;
        for (Mask mask : masks) {
            current = mask.apply(label, current, seen);
        }
        return current;
    }
}
