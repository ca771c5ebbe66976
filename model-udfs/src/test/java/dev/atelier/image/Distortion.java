package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** What is done to pictures to see whether a measure notices, at five levels. */
enum Distortion {
    /** Gauss: standard deviation in pixels. */
    BLUR,
    /** Gaussian noise in each colour: standard deviation in grey levels. */
    NOISE,
    /** Quality of the encoder. */
    JPEG,
    /** Made smaller by this factor and larger again, bicubic. */
    ENLARGED,
    /** Levels of a colour. */
    POSTERISED;

    static final int LEVELS = 5;

    private double[] strengths() {
        return switch (this) {
            case BLUR -> new double[] {0.8, 1.2, 1.8, 2.6, 4};
            case NOISE -> new double[] {3, 6, 12, 20, 32};
            case JPEG -> new double[] {70, 40, 20, 10, 5};
            case ENLARGED -> new double[] {1.5, 2, 3, 4, 6};
            case POSTERISED -> new double[] {32, 16, 8, 5, 3};
        };
    }

    /** @param level 1 to 5; 0 for the picture itself */
    Pixels of(Pixels in, int level, long seed) {
        if (level == 0) {
            return in;
        }
        double strength = strengths()[level - 1];
        return switch (this) {
            case BLUR -> blur(in, strength);
            case NOISE -> noise(in, strength, seed);
            case JPEG -> jpeg(in, (int) strength);
            case ENLARGED -> enlarged(in, strength);
            case POSTERISED -> posterised(in, (int) strength);
        };
    }

    static Pixels noise(Pixels in, double strength, long seed) {
        Random chance = new Random(seed);
        byte[] rgb = in.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) DrawnPictures.within(Math.round((rgb[i] & 255) + strength * chance.nextGaussian()));
        }
        return new Pixels(in.widthPx(), in.heightPx(), rgb);
    }

    static Pixels jpeg(Pixels in, int quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality / 100f);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(DrawnPictures.image(in), null, null), how);
            }
            return DrawnPictures.pixels(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    private static Pixels enlarged(Pixels in, double factor) {
        Pixels small =
                Resize.to(in, (int) (in.widthPx() / factor), (int) (in.heightPx() / factor), Resize.Filter.BICUBIC);
        return Resize.to(small, in.widthPx(), in.heightPx(), Resize.Filter.BICUBIC);
    }

    private static Pixels posterised(Pixels in, int levels) {
        byte[] rgb = in.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            long level = Math.round((rgb[i] & 255) * (levels - 1) / 255.0);
            rgb[i] = (byte) Math.round(level * 255.0 / (levels - 1));
        }
        return new Pixels(in.widthPx(), in.heightPx(), rgb);
    }

    private static Pixels blur(Pixels in, double deviation) {
        double[] values = new double[in.rgb().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.rgb()[i] & 255;
        }
        values = blurred(values, in.widthPx(), in.heightPx(), 1, 0, deviation);
        values = blurred(values, in.widthPx(), in.heightPx(), 0, 1, deviation);
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) DrawnPictures.within(Math.round(values[i]));
        }
        return new Pixels(in.widthPx(), in.heightPx(), rgb);
    }

    private static double[] blurred(double[] in, int width, int height, int right, int down, double deviation) {
        int reach = (int) Math.ceil(3 * deviation);
        double[] kernel = new double[2 * reach + 1];
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = Math.exp(-k * k / (2 * deviation * deviation));
        }
        double[] out = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            double sum = 0;
            double weights = 0;
            for (int k = -reach; k <= reach; k++) {
                int nx = Math.max(0, Math.min(width - 1, x + k * right));
                int ny = Math.max(0, Math.min(height - 1, y + k * down));
                double weight = kernel[k + reach];
                weights += weight;
                sum += weight * in[(ny * width + nx) * 3 + i % 3];
            }
            out[i] = sum / weights;
        }
        return out;
    }
}
