package dev.atelier.image;

import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.ReviewItem;
import java.util.List;
import java.util.Locale;

/**
 * What a PNG file says about its making: enough to draw it again, and the mark that a model drew it. Only what its ask id
 * covers stands in it, so that the same ask gives the same file, whichever rows ask for it.
 */
public final class Recipe {
    /** Keyword of the JSON recipe. */
    public static final String KEYWORD = "atelier:recipe";
    /** Keyword under which most picture tools look for a prompt, as A1111's web UI writes it. */
    public static final String PARAMETERS_KEYWORD = "parameters";
    /** Keyword of an XMP packet (XMP specification part 3, 1.1.5). */
    public static final String XMP_KEYWORD = "XML:com.adobe.xmp";

    private Recipe() {}

    /**
     * All texts of the file, in order.
     *
     * @param ask what {@code request} asks for
     */
    public static List<PngText> texts(GenerationRequest request, DrawPicture ask) {
        return List.of(
                new PngText(KEYWORD, json(request, ask)),
                new PngText(PARAMETERS_KEYWORD, parameters(request, ask)),
                new PngText(XMP_KEYWORD, xmp()));
    }

    /** The recipe as one JSON object; keys always in this order. {@code recipe_version} changes with the set of keys. */
    public static String json(GenerationRequest request, DrawPicture ask) {
        ImageParameters how = ask.image();
        ModelRef model = request.model();
        return new JsonObject()
                .number("recipe_version", 2)
                .text("ask_id", request.askId())
                .text("prompt", ask.prompt())
                .text("negative_prompt", ask.negativePrompt())
                .text("model_digest", model.modelDigest())
                .text("program", model.program())
                .text("precision", model.precision().name().toLowerCase(Locale.ROOT))
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

    private static String parameters(GenerationRequest request, DrawPicture ask) {
        ImageParameters how = ask.image();
        String digest = request.model().modelDigest();
        return ask.prompt()
                + (ask.negativePrompt().isEmpty() ? "" : "\nNegative prompt: " + ask.negativePrompt())
                + "\nSteps: " + how.numInferenceSteps()
                + ", Sampler: " + how.noiseScheduler().name()
                + ", CFG scale: " + how.guidanceScale()
                + ", Seed: " + request.seed()
                + ", Image index: " + how.imageIndex()
                + ", Size: " + how.widthPx() + "x" + how.heightPx()
                // the first ten digits, as that web UI shows a model's hash
                + ", Model hash: " + digest.substring(0, Math.min(10, digest.length()));
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
