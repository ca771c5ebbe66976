package dev.atelier.personal;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All kinds of personal data that are found. To add a kind: write its {@link Mask}, put it here, test it. */
public final class PersonalData implements Serializable {
    private static final long serialVersionUID = 1L;
    /** What cannot be a number of goods. */
    private static final List<Mask> IN_NO_SKU = List.of(new Emails(), new SpelledEmails(), new Ibans());

    private static final Pattern NOT_IN_WORDS = Pattern.compile("[_\\-\\d]+");
    private static final Pattern MASKED = Pattern.compile("\\[[a-z_ ]{2,30}+\\]");
    /** Most of a name that is read for each number. */
    private static final int LABEL_CHARS = 120;

    private final List<Mask> masks;
    private final List<String> phoneRegions;
    private final List<String> countries;

    private PersonalData(List<Mask> masks, List<String> phoneRegions, List<String> countries) {
        this.masks = masks;
        this.phoneRegions = phoneRegions;
        this.countries = countries;
    }

    /**
     * @param phoneRegions where phone numbers without a country code may come from
     * @param countries whose tax and social numbers are found
     */
    public static PersonalData of(List<String> phoneRegions, List<String> countries) {
        List<Mask> masks = List.of(
                new Emails(),
                new SpelledEmails(),
                new Ibans(),
                new Cards(),
                new IpAddresses(),
                new PersonalNumbers(countries),
                new BirthDates(),
                new Phones(phoneRegions)); // last: to it most numbers look like phones
        return new PersonalData(masks, List.copyOf(phoneRegions), List.copyOf(countries));
    }

    /** ISO 3166 regions whose phone numbers can be found. */
    public static List<String> knownRegions() {
        return List.copyOf(PhoneNumbers.regions());
    }

    /** Countries whose tax and social numbers can be found. */
    public static List<String> knownCountries() {
        return PersonalNumbers.known();
    }

    public List<String> phoneRegions() {
        return phoneRegions;
    }

    public List<String> countries() {
        return countries;
    }

    /** Whether a sku says a person and cannot be a number of goods. */
    public static boolean isIn(String sku) {
        Glance seen = Glance.of(sku);
        return IN_NO_SKU.stream().anyMatch(mask -> !mask.apply("", sku, seen).equals(sku));
    }

    /**
     * The text as each kind leaves it, in order; the last one has all of them masked, such as {@code [phone]}. Only itself where
     * there is nothing personal.
     *
     * @param name of the text, such as {@code part_number}: says what a number is that nothing in the text explains
     */
    public Stream<String> masked(String name, String text) {
        Glance seen = Glance.of(text);
        if (seen.isPlain()) {
            return Stream.of(text);
        }
        String label = label(name);
        Stream.Builder<String> steps = Stream.builder();
        steps.add(text);
        String current = text;
        for (Mask mask : masks) {
            String next = mask.apply(label, current, seen);
            if (!next.equals(current)) {
                steps.add(next);
            }
            current = next;
        }
        return steps.build();
    }

    /** With all of it masked. */
    public String mask(String name, String text) {
        return masked(name, text).reduce(text, (before, after) -> after);
    }

    /** How often each kind is in a text, by its word, such as {@code phone}; without a character of it. */
    public Map<String, Integer> kinds(String text) {
        Map<String, Integer> kinds = new TreeMap<>();
        count(mask("", text), 1, kinds);
        count(text, -1, kinds); // what stood in brackets before
        kinds.values().removeIf(count -> count <= 0);
        return kinds;
    }

    private static void count(String text, int each, Map<String, Integer> kinds) {
        MASKED.matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(kind -> kinds.merge(kind.substring(1, kind.length() - 1), each, Integer::sum));
    }

    private static String label(String name) {
        return NOT_IN_WORDS
                .matcher(name.substring(Math.max(0, name.length() - LABEL_CHARS)))
                .replaceAll(" ");
    }
}
