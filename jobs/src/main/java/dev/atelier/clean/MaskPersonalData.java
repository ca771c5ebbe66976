package dev.atelier.clean;

import java.util.List;
import java.util.regex.Pattern;

/**
 * E-mail addresses become {@code [email]}, phone numbers {@code [phone]}, in every text but the sku, the price and
 * the currency; flag {@code personal_data}.
 *
 * @param regions where numbers without a country code may come from
 */
record MaskPersonalData(List<String> regions) implements CleaningRule {
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}@(?:[\\p{L}\\p{N}-]{1,63}\\.)+\\p{L}{2,24}");
    private static final Pattern NOT_IN_WORDS = Pattern.compile("[_\\-\\d]+");

    @Override
    public Draft apply(Draft draft) {
        Draft masked = draft.mapNamed(this::mask);
        return masked.equals(draft) ? draft : masked.flag("personal_data");
    }

    /** @param name of the text, such as {@code part_number}: says what a number is that nothing in the text explains */
    String mask(String name, String text) {
        String current = text.indexOf('@') < 0 ? text : EMAIL.matcher(text).replaceAll("[email]");
        return PhoneNumbers.mayBeIn(current)
                ? maskPhones(NOT_IN_WORDS.matcher(name).replaceAll(" "), current)
                : current;
    }

    private String maskPhones(String label, String text) {
        String current = PhoneNumbers.mask(label, text, PhoneNumbers.NO_REGION);
        for (String region : regions) {
            current = PhoneNumbers.mask(label, current, region);
        }
        return PhoneNumbers.maskAnnounced(label, current);
    }
}
