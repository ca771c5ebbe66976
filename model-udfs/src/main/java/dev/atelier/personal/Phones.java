package dev.atelier.personal;

import java.util.List;

/**
 * {@code [phone]}: see {@link PhoneNumbers}.
 *
 * @param regions where numbers without a country code may come from
 */
record Phones(List<String> regions) implements Mask {
    @Override
    public String apply(String label, String text, Glance seen) {
        if (seen.digitsTogether() < PhoneNumbers.FEWEST_DIGITS) {
            return text;
        }
        String current = PhoneNumbers.mask(label, text, PhoneNumbers.NO_REGION);
        for (String region : regions) {
            current = PhoneNumbers.mask(label, current, region);
        }
        return PhoneNumbers.maskAnnounced(label, current);
    }
}
