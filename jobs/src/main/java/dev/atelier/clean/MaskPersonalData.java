package dev.atelier.clean;

import dev.atelier.personal.PersonalData;
import java.util.ArrayList;
import java.util.List;

/**
 * What belongs to people becomes its kind in brackets, such as {@code [phone]}, in every text but the sku, the GTIN, the price
 * and the currency, and in the names of attributes; a sku that is an address or an IBAN goes; flag {@code personal_data}.
 * The kinds: {@link PersonalData}.
 */
record MaskPersonalData(PersonalData personal) implements Masking {
    /**
     * @param phoneRegions where phone numbers without a country code may come from
     * @param countries whose tax and social numbers are found
     */
    static MaskPersonalData of(List<String> phoneRegions, List<String> countries) {
        return new MaskPersonalData(PersonalData.of(phoneRegions, countries));
    }

    @Override
    public Draft apply(Draft draft) {
        Draft masked = draft.mapNamed(personal::mask).mapField("sku", sku -> PersonalData.isIn(sku) ? null : sku);
        return masked.equals(draft) ? draft : masked.flag("personal_data");
    }

    String mask(String name, String text) {
        return personal.mask(name, text);
    }

    @Override
    public boolean finds(String name, String text) {
        return !mask(name, text).equals(text);
    }

    @Override
    public List<Masked> places(String name, String text) {
        List<String> steps = personal.masked(name, text).toList();
        List<Masked> places = new ArrayList<>();
        for (int i = 1; i < steps.size(); i++) {
            places.add(Masked.of(steps.get(i - 1), steps.get(i)));
        }
        return places;
    }
}
