package dev.atelier.image;

import dev.atelier.domain.Pixels;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures drawn by chance with a seed: a background, one to six things, plain, shaded or striped, half of them on paper. */
final class DrawnPictures {
    private final Random chance;
    private final int side;
    private final BufferedImage canvas;

    private DrawnPictures(long seed, int side) {
        this.chance = new Random(seed);
        this.side = side;
        this.canvas = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    }

    static Pixels scene(long seed, int side) {
        DrawnPictures drawn = new DrawnPictures(seed, side);
        Graphics2D brush = drawn.canvas.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawn.background(brush);
        int things = 1 + drawn.chance.nextInt(6);
        for (int i = 0; i < things; i++) {
            drawn.thing(brush);
        }
        brush.dispose();
        if (drawn.chance.nextBoolean()) {
            drawn.paper();
        }
        return pixels(drawn.canvas);
    }

    private void background(Graphics2D brush) {
        boolean white = chance.nextInt(3) == 0;
        Color above = white ? Color.WHITE : colour(150, 255);
        Color below = white ? new Color(235, 235, 240) : colour(60, 220);
        brush.setPaint(new GradientPaint(0, 0, above, side * chance.nextFloat(), side, below));
        brush.fillRect(0, 0, side, side);
    }

    private void thing(Graphics2D brush) {
        double size = side * (0.12 + 0.3 * chance.nextDouble());
        double x = side * (0.1 + 0.6 * chance.nextDouble());
        double y = side * (0.1 + 0.6 * chance.nextDouble());
        Color colour = colour(20, 230);
        Color shade = chance.nextBoolean() ? colour.darker() : colour.brighter();
        Shape shape = shape(x, y, size);
        brush.setPaint(
                chance.nextInt(3) == 0
                        ? colour
                        : new GradientPaint(
                                (float) x, (float) y, colour, (float) (x + size), (float) (y + size), shade));
        brush.fill(shape);
        if (chance.nextBoolean()) {
            brush.setPaint(colour(0, 255));
            brush.setClip(shape);
            double apart = 6 + chance.nextInt(18);
            brush.setStroke(new BasicStroke((float) (apart / 4)));
            for (double at = x - size; at < x + 2 * size; at += apart) {
                brush.draw(new Line2D.Double(at, y - size, at + size / 2, y + 2 * size));
            }
            brush.setClip(null);
        }
    }

    private Shape shape(double x, double y, double size) {
        double high = size * (0.5 + chance.nextDouble());
        return switch (chance.nextInt(4)) {
            case 0 -> new Ellipse2D.Double(x, y, size, high);
            case 1 -> new RoundRectangle2D.Double(x, y, size, high, size / 4, size / 4);
            case 2 -> star(x + size / 2, y + size / 2, size / 2);
            default -> new Arc2D.Double(x, y, size, size, chance.nextInt(360), 200 + chance.nextInt(100), Arc2D.PIE);
        };
    }

    private static Shape star(double x, double y, double radius) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y - radius);
        for (int point = 1; point < 10; point++) {
            double out = point % 2 == 0 ? radius : radius / 2;
            path.lineTo(x + out * Math.sin(point * Math.PI / 5), y - out * Math.cos(point * Math.PI / 5));
        }
        path.closePath();
        return path;
    }

    /** A fine texture, one to four grey levels high. */
    private void paper() {
        double high = 1 + 3 * chance.nextDouble();
        double across = 0.2 + chance.nextDouble();
        double down = 0.2 + chance.nextDouble();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double wave = high * Math.sin(across * x) * Math.cos(down * y);
                int more = (int) Math.round(wave + 0.7 * chance.nextGaussian());
                Color under = new Color(canvas.getRGB(x, y));
                canvas.setRGB(
                        x,
                        y,
                        new Color(
                                        within(under.getRed() + more),
                                        within(under.getGreen() + more),
                                        within(under.getBlue() + more))
                                .getRGB());
            }
        }
    }

    private Color colour(int least, int most) {
        int range = most - least + 1;
        return new Color(least + chance.nextInt(range), least + chance.nextInt(range), least + chance.nextInt(range));
    }

    static int within(long value) {
        return (int) Math.max(0, Math.min(255, value));
    }

    static Pixels pixels(BufferedImage image) {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        for (int i = 0; i < rgb.length / 3; i++) {
            int value = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (value >> 16);
            rgb[3 * i + 1] = (byte) (value >> 8);
            rgb[3 * i + 2] = (byte) value;
        }
        return new Pixels(image.getWidth(), image.getHeight(), rgb);
    }

    static BufferedImage image(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.widthPx(), pixels.heightPx(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = pixels.rgb();
        for (int i = 0; i < rgb.length / 3; i++) {
            image.setRGB(
                    i % pixels.widthPx(),
                    i / pixels.widthPx(),
                    (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | (rgb[3 * i + 2] & 255));
        }
        return image;
    }
}
