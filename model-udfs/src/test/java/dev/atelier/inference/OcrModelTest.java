package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.PictureReader.Line;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real PP-OCRv6 small; the lines are those that rapidocr 3.10.0 reads, too (scripts/golden/compare_ocr.py). */
class OcrModelTest {
    private static final Path FOLDER = Path.of(System.getProperty("atelier.root"), ".cache/models/pp-ocr-v6-small");
    private static final String READS = "PP-OCRv6_rec_small.onnx";
    private static final String FINDS = "PP-OCRv6_det_small.onnx";

    private static OcrModel model;

    @BeforeAll
    static void load() {
        assertThat(FOLDER).as("run scripts/models/fetch_ocr.sh first").exists();
        model = OcrModel.load(ModelDirectory.open(FOLDER));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Pixels picture(String name) throws IOException {
        try (InputStream in = OcrModelTest.class.getResourceAsStream("/dev/atelier/ocr/" + name + ".png")) {
            BufferedImage image = ImageIO.read(in);
            byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
            for (int i = 0; i < rgb.length / 3; i++) {
                int value = image.getRGB(i % image.getWidth(), i / image.getWidth());
                rgb[3 * i] = (byte) (value >> 16);
                rgb[3 * i + 1] = (byte) (value >> 8);
                rgb[3 * i + 2] = (byte) value;
            }
            return new Pixels(image.getWidth(), image.getHeight(), rgb);
        }
    }

    private static List<String> texts(List<Line> lines) {
        assertThat(lines).allSatisfy(line -> assertThat(line.confidence()).isBetween(0.9, 1.0));
        return lines.stream().map(Line::text).toList();
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<List<Line>> read = model.read(List.of(picture("sign"), picture("german"), picture("row")));
        assertThat(texts(read.get(0))).containsExactly("GRAND SALE", "50 % off until May 12");
        assertThat(texts(read.get(1)))
                .containsExactly("Frische Brötchen", "aus der Bäckerei Müller", "Straße 7, täglich 6-18 Uhr");
        assertThat(texts(read.get(2))).containsExactly("LEFT", "RIGHT", "below");
    }

    @Test
    void whereNothingIsWrittenNothingIsRead() throws IOException {
        assertThat(model.read(List.of(picture("nothing"), new Pixels(1, 1, new byte[3]))))
                .containsExactly(List.of(), List.of());
        assertThat(model.read(List.of())).isEmpty();
    }

    @Test
    void aPictureIsReadTheSameAloneInCompanyAndBesideAnotherThread() throws IOException {
        List<Pixels> pictures = List.of(picture("row"), picture("sign"));
        List<List<Line>> alone = pictures.stream()
                .map(picture -> model.read(List.of(picture)).get(0))
                .toList();
        CompletableFuture<List<List<Line>>> beside = CompletableFuture.supplyAsync(() -> model.read(pictures));
        assertThat(model.read(List.of(pictures.get(1), pictures.get(0)))).containsExactly(alone.get(1), alone.get(0));
        assertThat(beside.join()).isEqualTo(alone);
    }

    @Test
    void theDriverIsToldWhatDoesNotFit() {
        ModelDirectory directory = ModelDirectory.open(FOLDER);
        assertThat(directory.kind()).isEqualTo(Kind.OCR);
        assertThat(directory.fileDigests()).containsOnlyKeys(FINDS, READS);
        assertThatCode(() -> Models.check("reader", directory, List.of(new ModelUse.ReadPictures("score.ocr"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Models.check("reader", directory, List.of(new ModelUse.GuardPictures("score.nsfw"))))
                .hasMessageStartingWith("score.nsfw guards against pictures with model reader, which is a reader of"
                        + " pictures (PP-OCR) (must be a classifier of pictures (open_nsfw):");
        assertThatThrownBy(() -> Models.requireRunnable(Kind.OCR, Precision.BF16, DeviceWish.AUTO))
                .hasMessage("Invalid precision: bf16 (must be fp32, the file's own for a reader of pictures (PP-OCR))");
        assertThat(Models.device(Kind.OCR, DeviceWish.AUTO, List.of("0")).isGpu())
                .isFalse();
        assertThat(Models.bytes(directory, Precision.FP32)).isEqualTo(9_929_594L + 21_234_383);
    }

    @Test
    void aGraphThatIsMissingOrHasOtherCharactersIsRefused(@TempDir Path folder) throws IOException {
        Files.copy(FOLDER.resolve(READS), folder.resolve(READS));
        assertThatThrownBy(() -> ModelDirectory.open(folder))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("graphs", READS, "PP-OCRv..._det");
        Files.copy(FOLDER.resolve(FINDS), folder.resolve(FINDS));
        String reads = Files.readString(FOLDER.resolve(READS), StandardCharsets.ISO_8859_1);
        assertThat(reads).contains("x\ny\nz\n");
        Files.writeString(folder.resolve(READS), reads.replace("x\ny\nz\n", "x\nyyz\n"), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> OcrModel.check(ModelDirectory.open(folder)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll(READS, "metadata character: 18707", "must be 18708");
        Files.writeString(folder.resolve(READS), reads.replace("character", "charakter"), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> OcrModel.check(ModelDirectory.open(folder)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll(READS, "metadata character: 0", "must be 18708");
    }
}
