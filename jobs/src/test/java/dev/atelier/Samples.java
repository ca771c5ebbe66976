package dev.atelier;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Picture;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Target;
import dev.atelier.domain.Text;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import dev.atelier.image.Png;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Pass;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Made-up rows of the later tables, for tests. */
public final class Samples {
    private Samples() {}

    public static Item item(String id, String name, String... colours) {
        return new Item(
                id,
                new ItemText("SKU-" + id, null, name, "A good " + name + ", 9 cm high.", "kitchen", null),
                "en",
                12.9,
                "EUR",
                List.of(colours).stream().map(c -> new Attribute("colour", c)).toList(),
                List.of(),
                "CC0-1.0",
                "shop.csv#" + id);
    }

    public static GenerationRequest textRequest(Item item, String field, int candidate) {
        return GenerationRequest.of(
                new Target(item.itemId(), field, candidate),
                new WriteText(
                        "You write copy.",
                        "Write a " + field + " for " + item.name(),
                        new TextParameters(60, 0.7, 0, 0.9, 0.0, 1.0, List.of())),
                new ModelRef("writer", "a".repeat(64), "p".repeat(64), Precision.FP32),
                1000 + candidate,
                new Origin(field + "-v1", "0123456789ab", null));
    }

    public static GenerationRequest imageRequest(Item item, int candidate) {
        return GenerationRequest.of(
                new Target(item.itemId(), "picture", candidate),
                new DrawPicture(
                        "a " + item.name() + ", flat style",
                        "",
                        new ImageParameters(64, 64, 25, 7.5, NoiseSchedulerKind.DDIM, candidate, 8, 1, 0)),
                new ModelRef("painter", "b".repeat(64), "p".repeat(64), Precision.FP32),
                1024,
                new Origin("picture-v1", "0123456789ab", null));
    }

    public static Artifact text(GenerationRequest request, String text, Double meanLogprob) {
        return Artifact.of(
                request,
                new Text(text, ContentId.ofBytes(text.getBytes(StandardCharsets.UTF_8)), 20, "stop", meanLogprob),
                40,
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
        Picture picture = new Picture(
                uri, sha, ContentId.ofBytes(pixels.rgb()), pixels.widthPx(), pixels.heightPx(), (long) png.length, png);
        return Artifact.of(request, picture, 9, "");
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

    /** An empty run folder. */
    public static Tables tables() {
        try {
            Path folder = Files.createDirectories(Path.of("target/tables"));
            return new Tables(
                    SparkSessions.shared(),
                    Files.createTempDirectory(folder, "run").toUri().toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The whole table, in so many files. */
    public static <T extends Record> void write(Tables tables, Table<T> table, List<T> values, int files) {
        Dataset<Row> rows = table(table.row(), values, files);
        if (table.dividedBy() == null) {
            tables.replace(table, rows);
            return;
        }
        rows.select(table.dividedBy())
                .distinct()
                .collectAsList()
                .forEach(part -> tables.replace(
                        table.part(part.getString(0)),
                        rows.where(functions.col(table.dividedBy()).equalTo(part.getString(0)))));
    }

    /** A pass that makes what these artifacts are. */
    public static Pass pass(List<Artifact> artifacts) {
        boolean texts = artifacts.stream().anyMatch(artifact -> artifact.made() instanceof Text);
        boolean pictures = artifacts.stream().anyMatch(artifact -> artifact.made() instanceof Picture);
        return new Pass(1, texts ? 1 : 0, pictures ? 1 : 0);
    }

    /** What a stage makes of the tables that are there, by row id. */
    public static <T extends Record> List<Outcome<T>> outcomes(Stage stage, Tables tables, Class<T> value) {
        OutcomeCodec<T> codec = OutcomeCodec.of(value);
        return stage.apply(tables).collectAsList().stream()
                .map(codec::fromRow)
                .sorted(Comparator.comparing(Outcome::rowId))
                .toList();
    }
}
