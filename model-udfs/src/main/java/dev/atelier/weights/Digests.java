package dev.atelier.weights;

import dev.atelier.domain.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** sha256 of files, each read once per process as long as it is the same file, unchanged. */
final class Digests {
    private static final Map<Path, Known> KNOWN = new ConcurrentHashMap<>();
    /** Clocks of file systems tick some milliseconds apart, over networks a second. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private Digests() {}

    /** Of each file, hex, by its relative path, sorted; files are read in parallel. */
    static Map<String, Known> of(Map<String, Path> files) {
        Map<String, Known> digests = new ConcurrentHashMap<>();
        files.entrySet().parallelStream().forEach(e -> digests.put(e.getKey(), known(e.getValue())));
        return Collections.unmodifiableMap(new TreeMap<>(digests));
    }

    /** Of the text that {@code sha256sum} would print for these files. */
    static String ofLines(Map<String, String> digests) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(digests)
                .forEach((path, digest) ->
                        lines.append(digest).append("  ").append(path).append('\n'));
        return ContentId.ofBytes(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Known known(Path file) {
        ModelFile.State now = ModelFile.state(file);
        Known known = KNOWN.get(now.file());
        // what was written a moment ago could be written again without another time
        boolean settled = now.changed().toInstant().isBefore(Instant.now().minus(SETTLED));
        if (known == null || !settled || !known.state().equals(now)) {
            known = new Known(now, read(now));
            KNOWN.put(now.file(), known);
            if (!ModelFile.state(file).equals(now)) {
                throw new BadModelException(
                        file, "digest", "changed while it was read", "must hold still; start the run anew");
            }
        }
        return known;
    }

    private static String read(ModelFile.State file) {
        MessageDigest digest = ContentId.sha256();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file.file())) {
            long left = file.size(); // of a file that grows no more than this
            for (int n = 0; n >= 0 && left > 0; left -= n) {
                n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                digest.update(buffer, 0, Math.max(n, 0));
            }
        } catch (IOException e) {
            throw new BadModelException(file.file(), "file", e.toString(), "must be readable", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A file's sha256, and in what state the file had it. */
    record Known(ModelFile.State state, String sha256) {}
}
