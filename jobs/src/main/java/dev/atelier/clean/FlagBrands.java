package dev.atelier.clean;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Famous brands in name, description or brand raise the flag {@code brand_mention}: copy and pictures made from them need
 * a look at the rights. Case matters, so that an apple is not a computer.
 */
record FlagBrands(Pattern brands) implements CleaningRule {
    static FlagBrands of(List<String> further) {
        String words = Stream.concat(WordLists.lines("brands.txt").stream(), further.stream())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return new FlagBrands(Pattern.compile("(?<![\\p{L}\\p{N}])(" + words + ")(?![\\p{L}\\p{N}])"));
    }

    @Override
    public Draft apply(Draft draft) {
        return brands.matcher(draft.everything()).find() ? draft.flag("brand_mention") : draft;
    }
}
