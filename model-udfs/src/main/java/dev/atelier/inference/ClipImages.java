package dev.atelier.inference;

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
    private static final double[] ONE = {1, 1, 1};
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
        ConfigKeys keys = ConfigKeys.of(directory, FILE);
        boolean bicubic = keys.number("resample", BICUBIC, 0, BICUBIC) == BICUBIC;
        keys.check(bicubic, "resample", "not implemented; must be 3, bicubic");
        double factor = keys.flag("do_rescale", true) ? keys.number("rescale_factor", 1 / 255.0, 0, MOST_FACTOR) : 1;
        boolean normalize = keys.flag("do_normalize", true);
        double[] mean = normalize ? keys.numbers("image_mean", MEAN, -MOST_FACTOR, MOST_FACTOR) : new double[3];
        double[] std = normalize ? keys.numbers("image_std", STD, 1 / MOST_FACTOR, MOST_FACTOR) : ONE;
        float[] scale = new float[3];
        float[] offset = new float[3];
        for (int c = 0; c < 3; c++) {
            scale[c] = (float) (factor / std[c]);
            offset[c] = (float) (-mean[c] / std[c]);
        }
        return new ClipImages(
                keys.flag("do_resize", true) ? resizing(keys, imageSizePx) : Resizing.NONE,
                keys.flag("do_center_crop", true) ? crop(keys, imageSizePx) : 0,
                imageSizePx,
                scale,
                offset);
    }

    /** A number (of the shortest edge), {@code {shortest_edge}} or {@code {height, width}}. */
    private static Resizing resizing(ConfigKeys keys, int absent) {
        if (keys.isNumber("size")) {
            return new Resizing(keys.positive("size"), 0, 0);
        }
        ConfigKeys size = keys.section("size");
        return size.has("height") && size.has("width") && !size.has("shortest_edge")
                ? new Resizing(0, size.positive("width"), size.positive("height"))
                : new Resizing(size.positive("shortest_edge", absent), 0, 0);
    }

    /** A number, or {@code {height, width}} of a square. */
    private static int crop(ConfigKeys keys, int absent) {
        if (keys.isNumber("crop_size")) {
            return keys.positive("crop_size");
        }
        ConfigKeys size = keys.section("crop_size");
        int height = size.positive("height", absent);
        keys.check(size.positive("width", absent) == height, "crop_size", "not implemented; must be square");
        return height;
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
}
