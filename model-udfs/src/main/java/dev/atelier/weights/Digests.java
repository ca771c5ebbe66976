package dev.atelier.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** sha256 of files, each read once per process as long as its size and time stay the same. */
final class Digests {
    private static final Map<Stamp, String> KNOWN = new ConcurrentHashMap<>();

    private Digests() {}

    /** Of each file, hex, by its relative path, sorted; files are read in parallel. */
    static Map<String, String> of(Map<String, Path> files) {
        Map<String, String> digests = new ConcurrentHashMap<>();
        files.entrySet().parallelStream().forEach(e -> digests.put(e.getKey(), ofFile(e.getValue())));
        return Collections.unmodifiableMap(new TreeMap<>(digests));
    }

    /** Of the text that {@code sha256sum} would print for these files. */
    static String ofLines(Map<String, String> digests) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(digests)
                .forEach((path, digest) ->
                        lines.append(digest).append("  ").append(path).append('\n'));
        return hex(sha256().digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String ofFile(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
            Stamp stamp = new Stamp(real, now.size(), now.lastModifiedTime());
            String known = KNOWN.get(stamp);
            if (known == null) {
                known = read(real);
                KNOWN.put(stamp, known);
            }
            return known;
        } catch (IOException e) {
            throw new BadModelException(file, "file", e.toString(), "must be readable", e);
        }
    }

    private static String read(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** What must be unchanged for a digest to hold still. */
    private record Stamp(Path file, long size, FileTime modified) {}
}
