package dev.atelier.weights;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pinned digests: lines {@code <sha256>  <model name>}, as {@code sha256sum} prints them; {@code #} begins a comment.
 *
 * @param file where it was read, for messages
 * @param pins digest by model name
 */
public record ModelsLock(Path file, Map<String, String> pins) {
    public ModelsLock {
        pins = Map.copyOf(pins);
    }

    /** @throws BadModelException if it cannot be read, or a line is neither a pin nor a comment */
    public static ModelsLock read(Path file) {
        Map<String, String> pins = new TreeMap<>();
        int number = 0;
        for (String line :
                ModelFile.text(ModelFile.bytes(file), file, "lock file").lines().toList()) {
            number++;
            String text = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!text.isEmpty()) {
                String[] words = text.split("\\s+", 2);
                if (words.length != 2 || !words[0].matches("[0-9a-f]{64}")) {
                    throw new BadModelException(
                            file, "line " + number, line, "must be <sha256, 64 hex digits>  <model name>");
                } else if (pins.put(words[1], words[0]) != null) {
                    throw new BadModelException(file, "line " + number, words[1], "must not be pinned twice");
                }
            }
        }
        return new ModelsLock(file, pins);
    }

    /**
     * Stops a run before its first row if a model is not the one that was pinned.
     *
     * @param name the configuration's word for the model
     * @throws BadModelException if the pin is missing or another; the message says the line to write
     */
    public void check(String name, String digest) {
        String pinned = pins.get(name);
        if (!digest.equals(pinned)) {
            String found = pinned == null ? "no pin" : "pinned " + pinned;
            throw new BadModelException(
                    file,
                    "model " + name,
                    found + ", but its files have " + digest,
                    "the two must agree; if you mean these files, write the line: " + digest + "  " + name);
        }
    }
}
