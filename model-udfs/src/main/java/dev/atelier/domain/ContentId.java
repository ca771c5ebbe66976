package dev.atelier.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids and seeds from content. Each part is written as its length and its UTF-8 bytes, null as length -1, so that no two
 * lists of parts share an id.
 */
public final class ContentId {
    private ContentId() {}

    /** sha256 (64 hex digits) of the parts' string forms, in order. */
    public static String of(Object... parts) {
        MessageDigest sha = sha256();
        for (Object part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.toString().getBytes(StandardCharsets.UTF_8);
            sha.update(((part == null ? -1 : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(bytes);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** sha256 (64 hex digits) of bytes. */
    public static String ofBytes(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** A seed in 0 .. 2^32-1 (what torch's CPU generator uses of a seed) from the parts. */
    public static long seedOf(Object... parts) {
        return Long.parseLong(of(parts).substring(0, 8), 16);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
