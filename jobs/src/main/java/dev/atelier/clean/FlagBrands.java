package dev.atelier.clean;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Famous brands in name, description or brand raise the flag {@code brand_mention}: copy and pictures made from them need
 * a look at the rights. Case matters, so that an apple is not a computer.
 *
 * @param brands by their first character
 */
record FlagBrands(Map<Character, List<String>> brands) implements CleaningRule {
    static FlagBrands of(List<String> further) {
        Map<Character, List<String>> brands = Stream.concat(WordLists.lines("brands.txt").stream(), further.stream())
                .filter(brand -> !brand.isEmpty())
                .collect(Collectors.groupingBy(brand -> brand.charAt(0)));
        return new FlagBrands(new HashMap<>(brands)); // which can be sent to executors
    }

    @Override
    public Draft apply(Draft draft) {
        return draft.says(this::names) ? draft.flag("brand_mention") : draft;
    }

    boolean names(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || !isWord(text.codePointBefore(i))) {
                for (String brand : brands.getOrDefault(text.charAt(i), List.of())) {
                    int end = i + brand.length();
                    if (text.startsWith(brand, i) && (end == text.length() || !isWord(text.codePointAt(end)))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A letter or a number of any kind. */
    private static boolean isWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }
}
