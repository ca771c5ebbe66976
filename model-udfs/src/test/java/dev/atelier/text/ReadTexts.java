package dev.atelier.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Numbers for a program that compares: {@code ReadTexts ease|syllables LINES OUT}, English, a number for each line. */
public final class ReadTexts {
    private ReadTexts() {}

    public static void main(String[] args) throws IOException {
        List<String> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            numbers.add(
                    args[0].equals("ease")
                            ? Double.toString(ReadingEase.english(line).value())
                            : Integer.toString(Syllables.english(line)));
        }
        Files.write(Path.of(args[2]), numbers);
    }
}
