package dev.atelier.clean;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
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
    /** Of a country code without a region (such as +800); finds only numbers that start with +. */
    private static final String NO_REGION = "ZZ";

    @Override
    public Draft apply(Draft draft) {
        Draft masked = draft.mapProse(this::mask);
        return masked.texts().equals(draft.texts()) ? draft : masked.flag("personal_data");
    }

    private String mask(String text) {
        String current = EMAIL.matcher(text).replaceAll("[email]");
        current = maskPhones(current, NO_REGION);
        for (String region : regions) {
            current = maskPhones(current, region);
        }
        return current;
    }

    private static String maskPhones(String text, String region) {
        StringBuilder masked = new StringBuilder();
        int end = 0;
        for (PhoneNumberMatch match : PhoneNumberUtil.getInstance()
                .findNumbers(text, region, PhoneNumberUtil.Leniency.VALID, Long.MAX_VALUE)) {
            masked.append(text, end, match.start()).append("[phone]");
            end = match.end();
        }
        return masked.append(text, end, text.length()).toString();
    }
}
