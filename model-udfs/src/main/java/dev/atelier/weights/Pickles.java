package dev.atelier.weights;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Files that run code when they are loaded: pickles and TorchScript archives. They are known by name or first bytes and
 * refused before any parser sees them.
 */
final class Pickles {
    private static final Set<String> SUFFIXES = Set.of("bin", "pt", "pth", "ckpt", "pkl", "pickle", "ptl");
    private static final String RULE = "pickles and TorchScript can run code of strangers and are never opened;"
            + " save the model with safe_serialization=True and use its .safetensors";

    private Pickles() {}

    static boolean namedLikeOne(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot >= 0 && SUFFIXES.contains(name.substring(dot + 1));
    }

    /** Refuses a file that is one by its first bytes: a zip archive (torch.save, TorchScript) or a bare pickle. */
    static void refuse(Path file, byte[] prefix) {
        boolean zip = prefix.length >= 4 && prefix[0] == 'P' && prefix[1] == 'K' && prefix[2] == 3 && prefix[3] == 4;
        // Pickle protocols 2 to 5 begin with PROTO and the number; a safetensors header starts with '{' at byte 8.
        boolean bare = prefix.length >= 2 && (prefix[0] & 0xff) == 0x80 && prefix[1] >= 2 && prefix[1] <= 5;
        boolean safetensors = prefix.length > 8 && prefix[8] == '{';
        if (zip || (bare && !safetensors)) {
            throw new BadModelException(file, "file content", zip ? "a zip archive" : "a pickle", RULE);
        }
    }

    static BadModelException refusal(Path file) {
        return new BadModelException(file, "weights", file.getFileName(), RULE);
    }
}
