package dev.atelier.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.RowFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Latents to pictures.
 *
 * @param channels of the latents
 * @param factor pixels a latent covers, along each side
 * @param scalingFactor of vae/config.json: the UNet's latents are the VAE's times this
 */
record LatentDecoder(Program vae, int channels, int factor, double scalingFactor) implements AutoCloseable {
    /** Pixels decoded at once, to bound memory: one picture of 512x512 takes some 3 GB in fp32 in a full-size VAE. */
    private static final int PIXELS_AT_ONCE = 512 * 512;

    /** @throws RowFailure {@code unsupported_size} if latents of such a picture would not be whole */
    static void requireSize(int factor, int widthPx, int heightPx) {
        if (widthPx % factor != 0 || heightPx % factor != 0) {
            throw new RowFailure(
                    "unsupported_size",
                    "Invalid size: " + widthPx + "x" + heightPx + " (width and height must be multiples of " + factor
                            + ", what this model's VAE shrinks by)");
        }
    }

    /**
     * @param latents of each picture, (channels, height / factor, width / factor)
     * @return {@code not_finite} for a picture of NaN
     */
    List<Answer<Pixels>> decode(List<float[]> latents, int widthPx, int heightPx) {
        int atOnce = Math.max(1, PIXELS_AT_ONCE / (widthPx * heightPx));
        List<Answer<Pixels>> pictures = new ArrayList<>();
        for (int start = 0; start < latents.size(); start += atOnce) {
            List<float[]> some = latents.subList(start, Math.min(start + atOnce, latents.size()));
            pictures.addAll(decodeAtOnce(some, widthPx, heightPx));
        }
        return pictures;
    }

    @Override
    public void close() {
        vae.close();
    }

    private List<Answer<Pixels>> decodeAtOnce(List<float[]> latents, int widthPx, int heightPx) {
        int size = latents.get(0).length;
        float[] scaled = new float[latents.size() * size];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = latents.get(i / size)[i % size] / (float) scalingFactor;
        }
        try (NDManager scope = vae.newScope()) {
            Shape shape = new Shape(latents.size(), channels, heightPx / factor, widthPx / factor);
            NDArray decoded =
                    vae.run(scope, "decode", scope.create(scaled, shape)).singletonOrThrow(); // (B, 3, H, W)
            float[] values = decoded.toFloatArray();
            List<Answer<Pixels>> pictures = new ArrayList<>();
            for (int i = 0; i < latents.size(); i++) {
                pictures.add(Answer.done(i).then(picture -> pixels(values, picture, widthPx, heightPx)));
            }
            return pictures;
        }
    }

    /** @throws RowFailure {@code not_finite} where a number is none; diffusers' VaeImageProcessor: clamp(x / 2 + 0.5, 0, 1), times 255, rounded half to even. */
    private static Pixels pixels(float[] values, int picture, int widthPx, int heightPx) {
        int plane = widthPx * heightPx;
        byte[] rgb = new byte[plane * 3];
        for (int c = 0; c < 3; c++) {
            int start = (picture * 3 + c) * plane;
            for (int i = 0; i < plane; i++) {
                if (!Float.isFinite(values[start + i])) {
                    throw new RowFailure(
                            "not_finite",
                            "The diffusion model gave NaN or infinity in place of a picture (try precision = fp32, or"
                                    + " another guidanceScale)");
                }
                float unit = Math.max(0f, Math.min(1f, values[start + i] / 2f + 0.5f));
                rgb[i * 3 + c] = (byte) Math.rint(unit * 255f);
            }
        }
        return new Pixels(widthPx, heightPx, rgb);
    }
}
