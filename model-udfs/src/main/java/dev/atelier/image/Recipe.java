package dev.atelier.image;

import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.ReviewItem;
import java.util.List;
import java.util.Locale;

/** What a PNG file says about its making: enough to draw it again, and the mark that a model drew it. */
public final class Recipe {
    /** Keyword of the JSON recipe. */
    public static final String KEYWORD = "atelier:recipe";
    /** Keyword under which most picture tools look for a prompt, as A1111's web UI writes it. */
    public static final String PARAMETERS_KEYWORD = "parameters";
    /** Keyword of an XMP packet (XMP specification part 3, 1.1.5). */
    public static final String XMP_KEYWORD = "XML:com.adobe.xmp";

    private Recipe() {}

    /** All texts of the file, in order. */
    public static List<PngText> texts(GenerationRequest request) {
        return List.of(
                new PngText(KEYWORD, json(request)),
                new PngText(PARAMETERS_KEYWORD, parameters(request)),
                new PngText(XMP_KEYWORD, xmp()));
    }

    /** The recipe as one JSON object; keys always in this order. {@code recipe_version} changes with the set of keys. */
    public static String json(GenerationRequest request) {
        ImageParameters how = request.image();
        return new JsonObject()
                .number("recipe_version", 1)
                .text("request_id", request.requestId())
                .text("item_id", request.itemId())
                .text("field", request.field())
                .number("candidate", request.candidate())
                .text("template", request.template())
                .text("template_version", request.templateVersion())
                .text("prompt", request.prompt())
                .text("negative_prompt", request.negativePrompt())
                .text("source_artifact_id", request.sourceArtifactId())
                .text("model", request.model())
                .text("model_digest", request.modelDigest())
                .text("precision", request.precision().name().toLowerCase(Locale.ROOT))
                .number("seed", request.seed())
                .number("image_index", how.imageIndex())
                .number("num_images_per_prompt", how.numImagesPerPrompt())
                .number("width_px", how.widthPx())
                .number("height_px", how.heightPx())
                .number("num_inference_steps", how.numInferenceSteps())
                .number("guidance_scale", how.guidanceScale())
                .text("noise_scheduler", how.noiseScheduler().word())
                .number("upscale_factor", how.upscaleFactor())
                .text("upscale_filter", "lanczos3")
                .number("sharpen_amount", how.sharpenAmount())
                .number("sharpen_radius_px", Finish.SHARPEN_RADIUS_PX)
                .text("digital_source_type", ReviewItem.TRAINED_ALGORITHMIC_MEDIA)
                .toString();
    }

    private static String parameters(GenerationRequest request) {
        ImageParameters how = request.image();
        String negative = request.negativePrompt();
        return request.prompt()
                + (negative == null || negative.isEmpty() ? "" : "\nNegative prompt: " + negative)
                + "\nSteps: " + how.numInferenceSteps()
                + ", Sampler: " + how.noiseScheduler().name()
                + ", CFG scale: " + how.guidanceScale()
                + ", Seed: " + request.seed()
                + ", Image index: " + how.imageIndex()
                + ", Size: " + how.widthPx() + "x" + how.heightPx()
                // the first ten digits, as that web UI shows a model's hash
                + ", Model hash: "
                + request.modelDigest()
                        .substring(0, Math.min(10, request.modelDigest().length()))
                + ", Model: " + request.model();
    }

    private static String xmp() {
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                  <rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
                    Iptc4xmpExt:DigitalSourceType="%s"/>
                 </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="r"?>"""
                .formatted(ReviewItem.TRAINED_ALGORITHMIC_MEDIA);
    }
}
