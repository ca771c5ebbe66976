package dev.atelier.image;

import dev.atelier.domain.Pixels;
import dev.atelier.domain.Require;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures as PNG bytes, by the PNG specification, third edition (https://www.w3.org/TR/png-3/). Encoding is a pure
 * function of its arguments: no library, clock or machine can change a byte, so a file's digest is a name for it.
 */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** A header may promise more pixels than memory holds; this is 16 times the largest picture a request may ask for. */
    private static final long MAX_PIXELS = 16L * 4096 * 4096;

    private Png() {}

    /** 8-bit RGB, not interlaced; one {@code iTXt} chunk for each text, in order, before the picture's data. */
    public static byte[] encode(Pixels pixels, List<PngText> texts) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(pixels.widthPx()).putInt(pixels.heightPx());
        // bit depth 8, colour type 2 (RGB), deflate, adaptive filters, no interlace
        chunk(png, "IHDR", header.put(new byte[] {8, 2, 0, 0, 0}).array());
        for (PngText text : texts) {
            chunk(png, "iTXt", international(text));
        }
        chunk(png, "IDAT", Zlib.compress(PngFilter.apply(pixels)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /**
     * The picture as 8-bit RGB; transparent parts stand on white.
     *
     * @throws IllegalArgumentException if the bytes are not a PNG picture or promise too many pixels
     */
    public static Pixels decode(byte[] png) {
        return decode(png, "PNG");
    }

    /**
     * A picture as others publish it, PNG or JPEG. How a camera was held ({@code Orientation} in EXIF) is not looked at.
     *
     * @throws IllegalArgumentException if the bytes are neither or promise too many pixels
     */
    public static Pixels decodeAny(byte[] picture) {
        boolean jpeg = picture.length > 2 && (picture[0] & 255) == 0xFF && (picture[1] & 255) == 0xD8;
        return decode(picture, jpeg ? "JPEG" : "PNG");
    }

    private static Pixels decode(byte[] png, String format) {
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long count = (long) reader.getWidth(0) * reader.getHeight(0);
                Require.that(count <= MAX_PIXELS, format + " size", count + " pixels", "must be at most " + MAX_PIXELS);
                return rgb(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "Not a readable " + format + " picture: " + png.length + " bytes (" + e.getMessage() + ")", e);
        }
    }

    /**
     * The {@code iTXt} chunks, keyword to text, in the order of the file; empty for none.
     *
     * @throws IllegalArgumentException if the bytes are not a PNG file, end early or a chunk's checksum is wrong
     */
    public static Map<String, String> text(byte[] png) {
        ByteBuffer in = ByteBuffer.wrap(png);
        byte[] signature = new byte[SIGNATURE.length];
        require(in.remaining() >= SIGNATURE.length, png, "it is shorter than the signature");
        in.get(signature);
        require(java.util.Arrays.equals(signature, SIGNATURE), png, "the signature is not that of a PNG file");
        Map<String, String> texts = new LinkedHashMap<>();
        while (in.remaining() >= 12) {
            int length = in.getInt();
            require(length >= 0 && length <= in.remaining() - 8, png, "a chunk ends after the file");
            byte[] typeAndData = new byte[length + 4];
            in.get(typeAndData);
            require(in.getInt() == crc(typeAndData), png, "a chunk's checksum is wrong");
            if (new String(typeAndData, 0, 4, StandardCharsets.US_ASCII).equals("iTXt")) {
                PngText text = international(ByteBuffer.wrap(typeAndData, 4, length));
                texts.put(text.keyword(), text.text());
            }
        }
        return texts;
    }

    private static Pixels rgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[width * height * 3];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                int alpha = argb >>> 24;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int channel = (argb >> shift) & 255;
                    rgb[at++] = (byte) ((channel * alpha + 255 * (255 - alpha) + 127) / 255);
                }
            }
        }
        return new Pixels(width, height, rgb);
    }

    private static byte[] international(PngText text) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(text.keyword().getBytes(StandardCharsets.US_ASCII));
        // end of keyword, not compressed, method 0, no language tag, no translated keyword
        data.writeBytes(new byte[] {0, 0, 0, 0, 0});
        data.writeBytes(text.text().getBytes(StandardCharsets.UTF_8));
        return data.toByteArray();
    }

    private static PngText international(ByteBuffer data) {
        String keyword = untilZero(data);
        Require.that(
                data.remaining() >= 2 && data.get() == 0,
                "iTXt chunk " + keyword,
                "compressed or cut short",
                "only uncompressed text is read");
        data.get();
        untilZero(data);
        untilZero(data);
        byte[] text = new byte[data.remaining()];
        data.get(text);
        return new PngText(keyword, new String(text, StandardCharsets.UTF_8));
    }

    private static String untilZero(ByteBuffer data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (data.hasRemaining()) {
            byte next = data.get();
            if (next == 0) {
                break;
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] typeAndData = new byte[data.length + 4];
        System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, typeAndData, 0, 4);
        System.arraycopy(data, 0, typeAndData, 4, data.length);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(typeAndData);
        png.writeBytes(ByteBuffer.allocate(4).putInt(crc(typeAndData)).array());
    }

    private static int crc(byte[] typeAndData) {
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        return (int) crc.getValue();
    }

    private static void require(boolean ok, byte[] png, String fault) {
        Require.that(ok, "PNG file of " + png.length + " bytes", fault, "must be a whole PNG file");
    }
}
