package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Measures the search for copied pictures on what {@code scripts/cases/make_picture_copies.py} has drawn: copies found and false
 * alarms for several bounds of the likeness. Arguments: its folder.
 */
public final class PictureCopies {
    private static final int STRANGERS_OF_EACH = 10;
    private static final double[] BOUNDS = {0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9};

    private PictureCopies() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        long start = System.nanoTime();
        List<PictureShape> references = new ArrayList<>();
        files(folder.resolve("references")).forEach(file -> references.add(PictureShape.of(pixels(file))));
        say("%d references in %.1f s", references.size(), seconds(start));

        Map<String, List<Double>> copies = new TreeMap<>();
        start = System.nanoTime();
        int wrong = 0;
        List<Path> files = files(folder.resolve("copies"));
        for (int i = 0; i < files.size(); i++) {
            CopiedPicture found = CopiedPicture.among(references, pixels(files.get(i)));
            String kind = files.get(i).getFileName().toString().replaceAll(".*-|[.].*", "");
            boolean right = found.place() == i;
            wrong += right ? 0 : 1;
            copies.computeIfAbsent(kind, k -> new ArrayList<>()).add(right ? found.likeness() : 0);
            copies.computeIfAbsent("every kind", k -> new ArrayList<>()).add(right ? found.likeness() : 0);
        }
        say("%d copies in %.1f s; %d have another reference or none", files.size(), seconds(start), wrong);

        List<Double> pairs = new ArrayList<>();
        List<Double> among = new ArrayList<>();
        List<Path> others = files(folder.resolve("others"));
        for (int i = 0; i < others.size(); i++) {
            Pixels other = pixels(others.get(i));
            for (int k = 0; k < STRANGERS_OF_EACH; k++) {
                PictureShape reference = references.get((i * 7 + k * 51) % references.size());
                pairs.add(CopiedPicture.among(List.of(reference), other).likeness());
            }
            among.add(CopiedPicture.among(references, other).likeness());
        }
        say("%-48s%s", "likeness of at least", Arrays.toString(BOUNDS));
        copies.forEach((kind, values) -> line("found of " + values.size() + " copies, " + kind, values));
        line("false alarms of " + pairs.size() + " pairs", pairs);
        line("false alarms of " + among.size() + " pictures among all references", among);
    }

    private static void line(String what, List<Double> values) {
        StringBuilder line = new StringBuilder();
        for (double bound : BOUNDS) {
            long n = values.stream().filter(v -> v >= bound).count();
            line.append(String.format("%7.2f %%", 100.0 * n / values.size()));
        }
        say("%-48s%s", what, line);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pixels pixels(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
            for (int i = 0; i < rgb.length / 3; i++) {
                int value = image.getRGB(i % image.getWidth(), i / image.getWidth());
                rgb[3 * i] = (byte) (value >> 16);
                rgb[3 * i + 1] = (byte) (value >> 8);
                rgb[3 * i + 2] = (byte) value;
            }
            return new Pixels(image.getWidth(), image.getHeight(), rgb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(java.util.Locale.ROOT, format, values));
    }
}
