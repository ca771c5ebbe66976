package dev.atelier.measures;

import dev.atelier.text.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lists that the jar brings, beside {@link Words}. */
final class BuiltIn {
    private BuiltIn() {}

    static List<String> lines(String name) {
        try (InputStream in = Words.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar lacks dev/atelier/text/" + name, e);
        }
    }
}
