package dev.atelier.inference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.RowFailure;
import dev.atelier.image.Resize;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ConfigKeys;
import dev.atelier.weights.ModelDirectory;

/**
 * Pictures as CLIP's image tower takes them: preprocessor_config.json's resize, centre crop, rescale and normalisation, in
 * that order (transformers, models/clip/image_processing_clip.py, whose defaults stand for absent keys).
 *
 * @param resize to what size
 * @param cropPx side of the square in the middle; 0 for none
 * @param imageSizePx what the tower's position embeddings are for
 */
record ClipImages(Resizing resize, int cropPx, int imageSizePx, float[] scale, float[] offset) {
    private static final String FILE = "preprocessor_config.json";
    /** OpenAI's, as transformers has them (image_utils.py, OPENAI_CLIP_MEAN and OPENAI_CLIP_STD). */
    private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};

    private static final double[] STD = {0.26862954, 0.26130258, 0.27577711};
    /** Of a side; published towers take 224 to 448. */
    private static final int MOST_PX = 4096;
    /** Of any factor; published ones are 1/255 to 5. */
    private static final double MOST_FACTOR = 1e6;
    /** Image.Resampling.BICUBIC in Pillow. */
    private static final int BICUBIC = 3;

    /**
     * The size that a picture is brought to: its shorter side to an edge, or both sides, whatever its shape.
     *
     * @param shortestEdgePx 0 for none
     * @param widthPx 0 for none
     */
    record Resizing(int shortestEdgePx, int widthPx, int heightPx) {
        static final Resizing NONE = new Resizing(0, 0, 0);

        Pixels of(Pixels picture) {
            if (this.equals(NONE)) {
                return picture;
            } else if (shortestEdgePx == 0) {
                return Resize.to(picture, widthPx, heightPx, Resize.Filter.BICUBIC);
            }
            int shorter = Math.min(picture.widthPx(), picture.heightPx());
            int width = (int) ((long) shortestEdgePx * picture.widthPx() / shorter);
            int height = (int) ((long) shortestEdgePx * picture.heightPx() / shorter);
            return Resize.to(picture, width, height, Resize.Filter.BICUBIC);
        }
    }

    /** @throws BadModelException for a step that is not implemented */
    static ClipImages read(ModelDirectory directory, int imageSizePx) {
        JsonNode json = directory.config(FILE);
        ConfigKeys keys = ConfigKeys.of(directory, FILE);
        refuse(directory, json, "resample", json.path("resample").asInt(BICUBIC) == BICUBIC, "must be 3, bicubic");
        boolean rescale = keys.flag("do_rescale", true);
        boolean normalize = keys.flag("do_normalize", true);
        double factor = rescale ? keys.number("rescale_factor", 1 / 255.0, 0, MOST_FACTOR) : 1;
        float[] scale = new float[3];
        float[] offset = new float[3];
        for (int c = 0; c < 3; c++) {
            double mean = normalize ? channel(directory, json, "image_mean", c, MEAN[c]) : 0;
            double std = normalize ? channel(directory, json, "image_std", c, STD[c]) : 1;
            refuse(directory, json, "image_std", std >= 1 / MOST_FACTOR, "must be at least " + 1 / MOST_FACTOR);
            scale[c] = (float) (factor / std);
            offset[c] = (float) (-mean / std);
        }
        return new ClipImages(
                keys.flag("do_resize", true) ? resizing(directory, json, imageSizePx) : Resizing.NONE,
                keys.flag("do_center_crop", true) ? crop(directory, json, imageSizePx) : 0,
                imageSizePx,
                scale,
                offset);
    }

    /** (3, imageSizePx, imageSizePx), written at {@code start}. */
    void write(Pixels picture, float[] values, int start) {
        Pixels sized = resize.of(picture);
        int side = cropPx == 0 ? sized.widthPx() : cropPx;
        int left = (sized.widthPx() - side) / 2;
        int top = cropPx == 0 ? 0 : (sized.heightPx() - side) / 2;
        if (side != imageSizePx || left < 0 || top < 0 || (cropPx == 0 && sized.heightPx() != side)) {
            throw new RowFailure(
                    "unsupported_size",
                    "Invalid picture size: " + picture.widthPx() + "x" + picture.heightPx() + " (" + FILE
                            + " must bring it to " + imageSizePx + "x" + imageSizePx + ")");
        }
        int plane = side * side;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = ((top + y) * sized.widthPx() + left + x) * 3;
                for (int c = 0; c < 3; c++) {
                    values[start + c * plane + y * side + x] = (sized.rgb()[at + c] & 255) * scale[c] + offset[c];
                }
            }
        }
    }

    /** A number for each channel, or one for all. */
    private static double channel(ModelDirectory directory, JsonNode json, String key, int channel, double absent) {
        JsonNode value = json.path(key).isArray() ? json.path(key).path(channel) : json.path(key);
        boolean sound = value.isNumber() && Math.abs(value.asDouble()) <= MOST_FACTOR; // NaN is not
        refuse(directory, json, key, sound || !json.hasNonNull(key), "must be a number or a list of three, to 10^6");
        return value.asDouble(absent);
    }

    /** A number (of the shortest edge), {@code {shortest_edge}} or {@code {height, width}}. */
    private static Resizing resizing(ModelDirectory directory, JsonNode json, int absent) {
        JsonNode size = json.path("size");
        if (size.has("height") && size.has("width") && !size.has("shortest_edge")) {
            return new Resizing(
                    0,
                    pixels(directory, json, "size", size.get("width"), absent),
                    pixels(directory, json, "size", size.get("height"), absent));
        }
        JsonNode edge = size.isObject() ? size.path("shortest_edge") : size;
        refuse(
                directory,
                json,
                "size",
                edge.isInt() || !json.hasNonNull("size"),
                "must be {shortest_edge} or {height, width}");
        return new Resizing(pixels(directory, json, "size", edge, absent), 0, 0);
    }

    /** A number, or {@code {height, width}} of a square. */
    private static int crop(ModelDirectory directory, JsonNode json, int absent) {
        JsonNode size = json.path("crop_size");
        boolean square = !size.isObject() || size.path("height").equals(size.path("width"));
        refuse(directory, json, "crop_size", square, "must be square");
        return pixels(directory, json, "crop_size", size.isObject() ? size.path("height") : size, absent);
    }

    private static int pixels(ModelDirectory directory, JsonNode json, String key, JsonNode side, int absent) {
        boolean absentHere = side.isMissingNode() || side.isNull();
        int px = absentHere ? absent : side.isInt() ? side.asInt() : 0;
        refuse(directory, json, key, px >= 1 && px <= MOST_PX, "must be a whole number from 1 to " + MOST_PX);
        return px;
    }

    private static void refuse(ModelDirectory directory, JsonNode json, String key, boolean ok, String rule) {
        if (!ok) {
            throw new BadModelException(directory.file(FILE), key, json.get(key), "not implemented; " + rule);
        }
    }
}
