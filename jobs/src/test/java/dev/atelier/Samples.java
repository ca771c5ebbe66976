package dev.atelier;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.domain.TextParameters;
import dev.atelier.image.Png;
import dev.atelier.stage.Tables;
import dev.atelier.udf.RowCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Made-up rows of the later tables, for tests. */
public final class Samples {
    private Samples() {}

    public static Item item(String id, String name, String... colours) {
        return new Item(
                id,
                "SKU-" + id,
                null,
                name,
                "A good " + name + ", 9 cm high.",
                "kitchen",
                null,
                "en",
                12.9,
                "EUR",
                List.of(colours).stream().map(c -> new Attribute("colour", c)).toList(),
                List.of(),
                "CC0-1.0",
                "shop.csv#" + id);
    }

    public static GenerationRequest textRequest(Item item, String field, int candidate) {
        return new GenerationRequest(
                ContentId.of(item.itemId(), field, candidate),
                item.itemId(),
                Modality.TEXT,
                field,
                candidate,
                field + "-v1",
                "0123456789ab",
                "You write copy.",
                "Write a " + field + " for " + item.name(),
                null,
                "writer",
                "a".repeat(64),
                Precision.FP32,
                new TextParameters(60, 0.7, 0, 0.9, 0, 1, List.of()),
                null,
                1000 + candidate,
                null);
    }

    public static GenerationRequest imageRequest(Item item, int candidate) {
        return new GenerationRequest(
                ContentId.of(item.itemId(), "picture", candidate),
                item.itemId(),
                Modality.IMAGE,
                "picture",
                candidate,
                "picture-v1",
                "0123456789ab",
                null,
                "a " + item.name() + ", flat style",
                "",
                "painter",
                "b".repeat(64),
                Precision.FP32,
                null,
                new ImageParameters(64, 64, 25, 7.5, "ddim", candidate, 8, 1, 0),
                1024,
                null);
    }

    public static Artifact text(GenerationRequest request, String text, Double meanLogprob) {
        return new Artifact(
                ContentId.of(request.requestId(), text),
                request.requestId(),
                request.itemId(),
                Modality.TEXT,
                request.field(),
                request.candidate(),
                text,
                null,
                ContentId.of(text),
                null,
                null,
                null,
                null,
                40,
                20,
                "stop",
                meanLogprob,
                "");
    }

    /** A picture whose file is written under {@code folder} unless that is null. */
    public static Artifact image(GenerationRequest request, Pixels pixels, Path folder) {
        byte[] png = Png.encode(pixels, List.of());
        String sha = ContentId.ofBytes(png);
        String uri = "files/" + sha.substring(0, 2) + "/" + sha + ".png";
        if (folder != null) {
            try {
                Files.createDirectories(folder.resolve(uri).getParent());
                Files.write(folder.resolve(uri), png);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return new Artifact(
                ContentId.of(request.requestId(), sha),
                request.requestId(),
                request.itemId(),
                Modality.IMAGE,
                request.field(),
                request.candidate(),
                null,
                uri,
                sha,
                ContentId.ofBytes(pixels.rgb()),
                pixels.widthPx(),
                pixels.heightPx(),
                png,
                9,
                null,
                null,
                null,
                "");
    }

    /** A square of one colour on white, {@code side} pixels wide, its left upper corner at {@code at}, at. */
    public static Pixels square(int at, int side, int r, int g, int b) {
        int size = 64;
        byte[] rgb = new byte[size * size * 3];
        java.util.Arrays.fill(rgb, (byte) 255);
        for (int y = at; y < Math.min(size, at + side); y++) {
            for (int x = at; x < Math.min(size, at + side); x++) {
                rgb[(y * size + x) * 3] = (byte) r;
                rgb[(y * size + x) * 3 + 1] = (byte) g;
                rgb[(y * size + x) * 3 + 2] = (byte) b;
            }
        }
        return new Pixels(size, size, rgb);
    }

    public static <T extends Record> Dataset<Row> table(Class<T> type, List<T> values, int partitions) {
        RowCodec<T> codec = RowCodec.of(type);
        return SparkSessions.shared()
                .createDataFrame(values.stream().map(codec::toRow).toList(), codec.schema())
                .repartition(partitions);
    }

    public static <T extends Record> void write(Tables tables, String name, Class<T> type, List<T> values) {
        tables.replace(name, table(type, values, 1));
    }
}
