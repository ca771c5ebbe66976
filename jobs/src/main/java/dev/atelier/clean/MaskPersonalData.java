package dev.atelier.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What belongs to people becomes its kind in brackets, such as {@code [phone]}, in every text but the sku, the GTIN, the price
 * and the currency, and in the names of attributes; a sku that is an address or an IBAN goes; flag {@code personal_data}. To add a kind: write its {@link Mask}, put it
 * here, test it.
 */
record MaskPersonalData(List<Mask> masks) implements Masking {
    private static final List<Mask> IN_NO_SKU = List.of(new Emails(), new SpelledEmails(), new Ibans());
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
        Draft masked = draft.mapNamed(this::mask).mapField("sku", MaskPersonalData::unlessPersonal);
        return masked.equals(draft) ? draft : masked.flag("personal_data");
    }

    /** What says a person and cannot be a number of goods is no sku. */
    private static String unlessPersonal(String sku) {
        Glance seen = Glance.of(sku);
        return IN_NO_SKU.stream().allMatch(mask -> mask.apply("", sku, seen).equals(sku)) ? sku : null;
    }

    /** @param name of the text, such as {@code part_number}: says what a number is that nothing in the text explains */
    String mask(String name, String text) {
        Glance seen = Glance.of(text);
        if (seen.isPlain()) {
            return text;
        }
        String label = label(name);
        String current = text;
        for (Mask mask : masks) {
            current = mask.apply(label, current, seen);
        }
        return current;
    }

    @Override
    public boolean finds(String name, String text) {
        return !mask(name, text).equals(text);
    }

    @Override
    public List<Masked> places(String name, String text) {
        Glance seen = Glance.of(text);
        List<Masked> places = new ArrayList<>();
        String current = text;
        for (Mask mask : masks) {
            String next = mask.apply(label(name), current, seen);
            if (!next.equals(current)) {
                places.add(Masked.of(current, next));
            }
            current = next;
        }
        return places;
    }

    private static String label(String name) {
        return NOT_IN_WORDS
                .matcher(name.substring(Math.max(0, name.length() - LABEL_CHARS)))
                .replaceAll(" ");
    }
}
