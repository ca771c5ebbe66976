package dev.atelier.clean;

import java.util.List;
import java.util.regex.Pattern;

/**
 * E-mail addresses become {@code [email]}, phone numbers {@code [phone]}, in name and description; flag
 * {@code personal_data}.
 *
 * @param regions where numbers without a country code may come from
 */
record MaskPersonalData(List<String> regions) implements CleaningRule {
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}@(?:[\\p{L}\\p{N}-]{1,63}\\.)+\\p{L}{2,24}");

    @Override
    public Draft apply(Draft draft) {
        Draft masked = draft.mapProse(this::mask);
        return masked.texts().equals(draft.texts()) ? draft : masked.flag("personal_data");
    }

    String mask(String text) {
        String current = EMAIL.matcher(text).replaceAll("[email]");
        current = PhoneNumbers.mask(current, PhoneNumbers.NO_REGION);
        for (String region : regions) {
            current = PhoneNumbers.mask(current, region);
        }
        return PhoneNumbers.maskAnnounced(current);
    }
}
