package dev.atelier.inference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.RowFailure;
import dev.atelier.image.Resize;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;

/**
 * Pictures as CLIP's image tower takes them: preprocessor_config.json's resize, centre crop, rescale and normalisation, in
 * that order (transformers, models/clip/image_processing_clip.py, whose defaults stand for absent keys).
 *
 * @param shortestEdgePx the shorter side after resizing; 0 leaves the size alone
 * @param cropPx side of the square in the middle; 0 for none
 * @param imageSizePx what the tower's position embeddings are for
 */
record ClipImages(int shortestEdgePx, int cropPx, int imageSizePx, float[] scale, float[] offset) {
    private static final String FILE = "preprocessor_config.json";
    /** OpenAI's, as transformers has them (image_utils.py, OPENAI_CLIP_MEAN and OPENAI_CLIP_STD). */
    private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};

    private static final double[] STD = {0.26862954, 0.26130258, 0.27577711};
    /** Image.Resampling.BICUBIC in Pillow. */
    private static final int BICUBIC = 3;

    /** @throws BadModelException for a step that is not implemented */
    static ClipImages read(ModelDirectory directory, int imageSizePx) {
        JsonNode json = directory.config(FILE);
        refuse(directory, json, "resample", json.path("resample").asInt(BICUBIC) == BICUBIC, "must be 3, bicubic");
        boolean rescale = json.path("do_rescale").asBoolean(true);
        boolean normalize = json.path("do_normalize").asBoolean(true);
        double factor = rescale ? json.path("rescale_factor").asDouble(1 / 255.0) : 1;
        float[] scale = new float[3];
        float[] offset = new float[3];
        for (int c = 0; c < 3; c++) {
            double mean = normalize ? json.path("image_mean").path(c).asDouble(MEAN[c]) : 0;
            double std = normalize ? json.path("image_std").path(c).asDouble(STD[c]) : 1;
            refuse(directory, json, "image_std", std > 0, "must be above 0");
            scale[c] = (float) (factor / std);
            offset[c] = (float) (-mean / std);
        }
        int edge = side(directory, json, "size", "shortest_edge", imageSizePx);
        int crop = side(directory, json, "crop_size", "height", imageSizePx);
        return new ClipImages(
                json.path("do_resize").asBoolean(true) ? edge : 0,
                json.path("do_center_crop").asBoolean(true) ? crop : 0,
                imageSizePx,
                scale,
                offset);
    }

    /** (3, imageSizePx, imageSizePx), written at {@code start}. */
    void write(Pixels picture, float[] values, int start) {
        Pixels sized = shortestEdgePx == 0 ? picture : resized(picture);
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

    private Pixels resized(Pixels picture) {
        int shorter = Math.min(picture.widthPx(), picture.heightPx());
        int width = (int) ((long) shortestEdgePx * picture.widthPx() / shorter);
        int height = (int) ((long) shortestEdgePx * picture.heightPx() / shorter);
        return Resize.to(picture, width, height, Resize.Filter.BICUBIC);
    }

    /** A number, {@code {shortest_edge}} or {@code {height, width}} of a square. */
    private static int side(ModelDirectory directory, JsonNode json, String key, String word, int absent) {
        JsonNode size = json.path(key);
        if (size.isObject()) {
            boolean square = size.path("height").asInt() == size.path("width").asInt();
            refuse(directory, json, key, square, "must be square");
            size = size.has(word) ? size.get(word) : size.path("height");
        }
        int side = size.asInt(absent);
        refuse(directory, json, key, side >= 1, "must be at least 1");
        return side;
    }

    private static void refuse(ModelDirectory directory, JsonNode json, String key, boolean ok, String rule) {
        if (!ok) {
            throw new BadModelException(directory.file(FILE), key, json.get(key), "not implemented; " + rule);
        }
    }
}
