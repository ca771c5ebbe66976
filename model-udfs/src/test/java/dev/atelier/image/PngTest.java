package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Pixels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.NodeList;

class PngTest {
    private static final List<PngText> TEXTS = List.of(
            new PngText("atelier:recipe", "{\"prompt\":\"ein roter Becher \u2615\"}"), new PngText("empty", ""));

    @ParameterizedTest
    @CsvSource({"1,1", "7,3", "64,64", "3,200", "300,250"})
    void whatIsEncodedIsDecoded(int width, int height) {
        Pixels in = Pictures.pattern(width, height);
        Pixels out = Png.decode(Png.encode(in, TEXTS));
        assertThat(out.widthPx()).isEqualTo(width);
        assertThat(out.heightPx()).isEqualTo(height);
        assertThat(out.rgb()).isEqualTo(in.rgb());
    }

    @Test
    void theTextsComeBackInOrder() {
        byte[] png = Png.encode(Pictures.pattern(8, 8), TEXTS);
        assertThat(Png.text(png))
                .containsExactly(
                        java.util.Map.entry("atelier:recipe", "{\"prompt\":\"ein roter Becher \u2615\"}"),
                        java.util.Map.entry("empty", ""));
    }

    @Test
    void theJdksOwnParserFindsTheTexts() throws IOException {
        byte[] png = Png.encode(Pictures.pattern(8, 8), TEXTS);
        assertThat(jdkTexts(png)).containsExactly("atelier:recipe={\"prompt\":\"ein roter Becher \u2615\"}", "empty=");
    }

    @Test
    void aFlatPictureIsSmall() {
        assertThat(Png.encode(Pictures.flat(256, 256, 250, 250, 250), List.of()))
                .hasSizeLessThan(1500);
    }

    @Test
    void anOddKeywordIsRefused() {
        assertThatThrownBy(() -> new PngText("a\u0000b", "x")).hasMessageContaining("1 to 79 printable ASCII");
    }

    @Test
    void damagedFilesAreRefusedClearly() {
        byte[] png = Png.encode(Pictures.pattern(8, 8), TEXTS);
        byte[] flipped = png.clone();
        flipped[60] ^= 1;
        assertThatThrownBy(() -> Png.text(flipped)).hasMessageContaining("a chunk's checksum is wrong");
        assertThatThrownBy(() -> Png.text("not a picture".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("the signature is not that of a PNG file");
        assertThatThrownBy(() -> Png.decode("not a picture".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not a readable PNG picture: 13 bytes");
        assertThatThrownBy(() -> Png.decode(java.util.Arrays.copyOf(png, png.length / 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not a readable PNG picture");
    }

    @Test
    void aHeaderThatPromisesTooMuchIsRefusedBeforeMemoryIsTaken() {
        byte[] png = Png.encode(Pictures.pattern(8, 8), List.of());
        java.nio.ByteBuffer.wrap(png).putInt(16, 1 << 20).putInt(20, 1 << 20);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        java.nio.ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        assertThatThrownBy(() -> Png.decode(png)).hasMessageContaining("must be at most 268435456");
    }

    static List<String> jdkTexts(byte[] png) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
        NodeList entries = ((IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0"))
                .getElementsByTagName("iTXtEntry");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < entries.getLength(); i++) {
            IIOMetadataNode entry = (IIOMetadataNode) entries.item(i);
            texts.add(entry.getAttribute("keyword") + "=" + entry.getAttribute("text"));
        }
        return texts;
    }
}
