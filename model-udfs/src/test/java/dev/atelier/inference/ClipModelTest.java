package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.text.Uniform;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equality with transformers is compared live, by scripts/golden/compare_embeddings.py. */
class ClipModelTest {
    @TempDir
    static Path root;

    @BeforeAll
    static void writeModel() throws IOException {
        TinyDiffusion.clip(root);
    }

    @Test
    void vectorsHaveLengthOneAndDependOnTheirTextOnly() {
        List<String> texts = List.of("a red mug", "", "an urn", "red ".repeat(90), "a red mug");
        try (ClipModel clip = load()) {
            List<float[]> together = clip.embedTexts(texts);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(clip.embedTexts(List.of(texts.get(i))).get(0)).containsExactly(together.get(i));
                assertThat(dot(together.get(i), together.get(i))).isCloseTo(1, Offset.offset(1e-5));
            }
            assertThat(dot(together.get(0), together.get(4))).isCloseTo(1, Offset.offset(1e-5));
            assertThat(dot(together.get(0), together.get(2))).isLessThan(0.999);
        }
    }

    @Test
    void picturesOfAnySizeDependOnThemselvesOnly() {
        List<Pixels> pictures = List.of(noise(16, 16, 1), noise(40, 20, 2), noise(9, 33, 3), noise(16, 16, 4));
        try (ClipModel clip = load()) {
            List<float[]> together = clip.embedImages(pictures);
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(clip.embedImages(List.of(pictures.get(i))).get(0)).containsExactly(together.get(i));
                assertThat(dot(together.get(i), together.get(i))).isCloseTo(1, Offset.offset(1e-5));
            }
            assertThat(dot(together.get(0), together.get(3))).isLessThan(0.9999);
        }
    }

    @Test
    void aLandscapePictureIsItsMiddle() {
        Pixels middle = noise(16, 16, 7);
        byte[] wide = new byte[20 * 16 * 3];
        for (int y = 0; y < 16; y++) {
            System.arraycopy(middle.rgb(), y * 48, wide, y * 60 + 6, 48);
        }
        try (ClipModel clip = load()) {
            List<float[]> both = clip.embedImages(List.of(middle, new Pixels(20, 16, wide)));
            assertThat(both.get(1)).containsExactly(both.get(0));
        }
    }

    /** transformers: {height, width} is the size whatever the picture's shape; one number stands for every channel. */
    @Test
    void aSizeOfTwoSidesIgnoresThePicturesShapeAndOneNumberStandsForAllChannels(@TempDir Path own) throws IOException {
        TinyDiffusion.clip(own);
        Path file = own.resolve("preprocessor_config.json");
        String text = Files.readString(file);
        String mean = "\"image_mean\": [0.5, 0.4, 0.3], \"image_std\": [0.5, 0.4, 0.3]";
        assertThat(text).contains(mean, "{\"shortest_edge\": 16}");
        Pixels wide = noise(40, 20, 2);
        Pixels squeezed = dev.atelier.image.Resize.to(wide, 16, 16, dev.atelier.image.Resize.Filter.BICUBIC);
        Files.writeString(
                file,
                text.replace("{\"shortest_edge\": 16}", "{\"height\": 16, \"width\": 16}")
                        .replace(mean, "\"image_mean\": 0.5, \"image_std\": 0.25"));
        try (ClipModel clip = ClipModel.load(ModelDirectory.open(own), Precision.FP32, Device.cpu())) {
            List<float[]> both = clip.embedImages(List.of(wide, squeezed));
            assertThat(both.get(1)).containsExactly(both.get(0));
            float[] values = new float[3 * 16 * 16];
            ClipImages.read(ModelDirectory.open(own), 16).write(squeezed, values, 0);
            assertThat((double) values[300]) // channel 1, pixel 44
                    .isCloseTo(((squeezed.rgb()[3 * (300 - 256) + 1] & 255) / 255.0 - 0.5) / 0.25, Offset.offset(1e-6));
        }
    }

    @Test
    void refusesPreprocessingThatIsNotImplemented(@TempDir Path own) throws IOException {
        TinyDiffusion.clip(own);
        Path file = own.resolve("preprocessor_config.json");
        Files.writeString(file, Files.readString(file).replace("\"resample\": 3", "\"resample\": 2"));
        assertThatThrownBy(() -> ClipModel.load(ModelDirectory.open(own), Precision.FP32, Device.cpu())
                        .close())
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("resample: 2 (not implemented; must be 3, bicubic)");
    }

    private static ClipModel load() {
        return ClipModel.load(ModelDirectory.open(root), Precision.FP32, Device.cpu());
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static Pixels noise(int widthPx, int heightPx, long seed) {
        byte[] rgb = new byte[widthPx * heightPx * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (256 * Uniform.at(seed, i));
        }
        return new Pixels(widthPx, heightPx, rgb);
    }
}
