package dev.atelier.image;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** The zlib stream inside a PNG file. */
final class Zlib {
    private Zlib() {}

    static byte[] compress(byte[] data) {
        Deflater deflater = new Deflater(9);
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
