package dev.atelier.collect;

import dev.atelier.domain.ContentId;
import dev.atelier.domain.Require;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * The bytes of a file, digested while they are read.
 *
 * @param unpacked the same, unpacked if the file's name says so
 */
record FileBytes(DigestInputStream bytes, InputStream unpacked) {
    private static final int BUFFER = 1 << 16;

    static FileBytes open(String path, Configuration hadoop) throws IOException {
        Path at = new Path(path);
        DigestInputStream bytes = digesting(at.getFileSystem(hadoop).open(at));
        try {
            CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(at);
            return new FileBytes(bytes, codec == null ? bytes : codec.createInputStream(bytes));
        } catch (RuntimeException | LinkageError e) { // some codecs want native libraries
            bytes.close();
            throw new IOException("cannot be unpacked here: " + e.getMessage() + "; pack it with gzip or bzip2", e);
        }
    }

    /** sha256 of a whole file. */
    static String sha256(String path, Configuration hadoop) throws IOException {
        Path at = new Path(path);
        try (DigestInputStream in = digesting(at.getFileSystem(hadoop).open(at))) {
            return new FileBytes(in, in).sha256();
        }
    }

    /** Of everything that was read and what is left. */
    String sha256() throws IOException {
        bytes.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
    }

    Reader text(String encoding) {
        Charset charset = Charset.forName(encoding);
        boolean latin = charset.equals(StandardCharsets.ISO_8859_1); // says so, and holds Windows' quotes and euros
        return Characters.of(unpacked, latin ? Characters.asBrowsersRead(charset) : charset);
    }

    /** Refuses an encoding that Java does not know. */
    static void checkEncoding(String encoding) {
        boolean known;
        try {
            known = Charset.isSupported(encoding);
        } catch (IllegalArgumentException e) {
            known = false;
        }
        Require.that(known, "encoding", encoding, "not known to Java");
    }

    private static DigestInputStream digesting(InputStream in) {
        return new DigestInputStream(new BufferedInputStream(in, BUFFER), ContentId.sha256());
    }
}
