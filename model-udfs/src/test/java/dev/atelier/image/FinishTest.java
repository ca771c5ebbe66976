package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Target;
import java.io.IOException;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FinishTest {
    private static final String HOSTILE = "a \"red\" mug\\\n\u0001 <script> \u2615 \uD83D\uDE00 \uD83D";

    private static GenerationRequest request(String prompt, int upscale, double sharpen) {
        return GenerationRequest.of(
                new Target("i1", "picture", 2),
                new DrawPicture(
                        prompt,
                        "blurry",
                        new ImageParameters(64, 64, 25, 7.5, NoiseSchedulerKind.DDIM, 3, 4, upscale, sharpen)),
                new ModelRef("painter", "f".repeat(64), "p".repeat(64), Precision.FP32),
                4294967295L,
                new Origin("caption", "0123456789ab", null));
    }

    private static FinishedImage finish(GenerationRequest request) {
        return Finish.of(request, (DrawPicture) request.ask(), drawn());
    }

    private static GeneratedImage drawn() {
        return new GeneratedImage(Pictures.disc(64, 32, 30, 20, 200, 30, 30), 9, "");
    }

    @Test
    void theFileIsTheFinishedPictureUnderItsDigest() {
        FinishedImage finished = finish(request("a red mug", 2, 0.5));
        Pixels stored = Png.decode(finished.png());
        assertThat(stored.widthPx()).isEqualTo(128).isEqualTo(finished.widthPx());
        assertThat(stored.heightPx()).isEqualTo(128).isEqualTo(finished.heightPx());
        assertThat(ContentId.ofBytes(stored.rgb())).isEqualTo(finished.pixelsSha256());
        assertThat(ContentId.ofBytes(finished.png())).isEqualTo(finished.sha256());
        assertThat(Png.decode(finished.thumbnail()).widthPx()).isEqualTo(Thumbnail.MAX_SIDE_PX);
    }

    @Test
    void withoutUpscalingAndSharpeningThePixelsStay() {
        FinishedImage finished = finish(request("a red mug", 1, 0));
        assertThat(Png.decode(finished.png()).rgb()).isEqualTo(drawn().pixels().rgb());
        assertThat(Png.decode(finished.thumbnail()).rgb())
                .isEqualTo(drawn().pixels().rgb());
    }

    @Test
    void theRecipeHoldsEverythingThatDecidesThePicture() throws IOException {
        byte[] png = finish(request(HOSTILE, 2, 0.5)).png();
        JsonNode recipe = new ObjectMapper().readTree(Png.text(png).get(Recipe.KEYWORD));
        assertThat(recipe.get("prompt").asText()).isEqualTo(HOSTILE);
        assertThat(recipe.get("negative_prompt").asText()).isEqualTo("blurry");
        assertThat(recipe.get("seed").asLong()).isEqualTo(4294967295L);
        assertThat(recipe.get("image_index").asInt()).isEqualTo(3);
        assertThat(recipe.get("num_inference_steps").asInt()).isEqualTo(25);
        assertThat(recipe.get("guidance_scale").asDouble()).isEqualTo(7.5);
        assertThat(recipe.get("noise_scheduler").asText()).isEqualTo("ddim");
        assertThat(recipe.get("upscale_factor").asInt()).isEqualTo(2);
        assertThat(recipe.get("sharpen_amount").asDouble()).isEqualTo(0.5);
        assertThat(recipe.get("model_digest").asText()).isEqualTo("f".repeat(64));
        assertThat(recipe.get("precision").asText()).isEqualTo("fp32");
        assertThat(recipe.get("program").asText()).isEqualTo("p".repeat(64));
        assertThat(recipe.get("ask_id").asText())
                .isEqualTo(request(HOSTILE, 2, 0.5).askId());
    }

    @Test
    void theParametersLineIsTheOnePictureToolsRead() {
        Map<String, String> texts = Png.text(finish(request("a red mug", 1, 0)).png());
        assertThat(texts.get(Recipe.PARAMETERS_KEYWORD))
                .isEqualTo("a red mug\nNegative prompt: blurry\nSteps: 25, Sampler: DDIM, CFG scale: 7.5, "
                        + "Seed: 4294967295, Image index: 3, Size: 64x64, Model hash: ffffffffff");
    }

    @Test
    void theAiMarkIsWellFormedXmpThatAnXmlParserReads() throws Exception {
        Map<String, String> texts = Png.text(finish(request("a red mug", 1, 0)).png());
        DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
        xml.setNamespaceAware(true);
        Document packet = xml.newDocumentBuilder()
                .parse(new InputSource(new java.io.StringReader(texts.get(Recipe.XMP_KEYWORD))));
        Element description =
                (Element) packet.getElementsByTagNameNS("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "Description")
                        .item(0);
        assertThat(description.getAttributeNS("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "DigitalSourceType"))
                .isEqualTo("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
    }

    @Test
    void anotherPromptIsAnotherFileWithTheSamePixels() {
        FinishedImage one = finish(request("a red mug", 1, 0));
        FinishedImage other = finish(request("a blue mug", 1, 0));
        assertThat(one.pixelsSha256()).isEqualTo(other.pixelsSha256());
        assertThat(one.sha256()).isNotEqualTo(other.sha256());
    }
}
