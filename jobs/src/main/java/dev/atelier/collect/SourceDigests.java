package dev.atelier.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** sha256 of every source file by its name in rows: what tells one input from another, wherever it lies. */
public final class SourceDigests {
    private static final int BUFFER = 1 << 20;

    private SourceDigests() {}

    /** @throws dev.atelier.stage.ConfError if a path matches nothing */
    public static NavigableMap<String, String> of(CollectConf conf, Configuration hadoop) {
        NavigableMap<String, String> digests = new TreeMap<>();
        for (SourceFile file : SourceFiles.find(conf, hadoop)) {
            digests.put(file.name(), sha256(new Path(file.path()), hadoop));
        }
        return digests;
    }

    private static String sha256(Path path, Configuration hadoop) {
        try (InputStream in = path.getFileSystem(hadoop).open(path)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(new java.io.BufferedInputStream(in, BUFFER), sha)
                    .transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read source " + path + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
