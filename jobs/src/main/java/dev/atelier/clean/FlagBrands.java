package dev.atelier.clean;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Famous brands in name, description or brand raise the flag {@code brand_mention}: copy and pictures made from them need
 * a look at the rights. Case matters, so that an apple is not a computer.
 */
final class FlagBrands implements CleaningRule {
    private static final long serialVersionUID = 1L;
    private static final String LIST = "brands.txt";
    private final Pattern brands;

    FlagBrands(List<String> further) {
        String words = Stream.concat(builtIn().stream(), further.stream())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.brands = Pattern.compile("(?<![\\p{L}\\p{N}])(" + words + ")(?![\\p{L}\\p{N}])");
    }

    private static List<String> builtIn() {
        try (InputStream in = FlagBrands.class.getResourceAsStream(LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + LIST + " in the jar", e);
        }
    }

    @Override
    public Draft apply(Draft draft) {
        return brands.matcher(draft.everything()).find() ? draft.flag("brand_mention") : draft;
    }
}
