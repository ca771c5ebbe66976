package dev.atelier.diffusion;

/**
 * Standard normal numbers as {@code torch.randn(..., generator=torch.Generator("cpu").manual_seed(seed))} draws them in
 * float32 (ATen/native/cpu/DistributionTemplates.h, {@code normal_fill} and {@code normal_distribution}). At most 5e-7
 * from torch's, whose vectorised log and sincos round some last bits otherwise.
 */
public final class TorchNoise {
    /** Draws of fewer numbers take torch's serial way. */
    private static final int BLOCK = 16;

    private TorchNoise() {}

    /**
     * The numbers {@code index * count .. (index + 1) * count - 1} of one draw: what picture {@code index} starts from
     * when diffusers draws several pictures from one generator ({@code num_images_per_prompt}).
     *
     * <p>If {@code count} is a multiple of 16 (any latents of a width and height that are even), the slice is the same
     * however many pictures are drawn; otherwise torch draws the last 16 numbers of them all anew.
     *
     * @param pictures that the draw is for, more than {@code index}
     */
    public static float[] slice(long seed, int count, int index, int pictures) {
        MersenneTwister engine = new MersenneTwister(seed);
        if (count % BLOCK == 0) {
            engine.skip((long) index * count);
            return blocks(engine, count);
        }
        int total = Math.multiplyExact(count, pictures);
        float[] all = total < BLOCK ? pairs(engine, total) : blocks(engine, total);
        float[] slice = new float[count];
        System.arraycopy(all, count * index, slice, 0, count);
        return slice;
    }

    /** Uniforms for all, then Box-Muller in blocks of 16; a last part-block is drawn anew as a whole one. */
    private static float[] blocks(MersenneTwister engine, int count) {
        float[] values = new float[count];
        fillUniform(engine, values, 0);
        for (int start = 0; start + BLOCK <= count; start += BLOCK) {
            boxMuller(values, start);
        }
        if (count % BLOCK != 0) {
            fillUniform(engine, values, count - BLOCK);
            boxMuller(values, count - BLOCK);
        }
        return values;
    }

    /** 24-bit uniforms in [0, 1) from {@code start} to the end. */
    private static void fillUniform(MersenneTwister engine, float[] values, int start) {
        for (int i = start; i < values.length; i++) {
            values[i] = (engine.next32() & 0xffffff) * 0x1p-24f;
        }
    }

    /** Box and Muller 1958 on 16 uniforms: number j with number j + 8. */
    private static void boxMuller(float[] values, int start) {
        for (int j = start; j < start + BLOCK / 2; j++) {
            float radius = (float) Math.sqrt(-2f * (float) StrictMath.log(1f - values[j]));
            float theta = (float) (2.0 * Math.PI) * values[j + BLOCK / 2];
            values[j] = radius * (float) StrictMath.cos(theta);
            values[j + BLOCK / 2] = radius * (float) StrictMath.sin(theta);
        }
    }

    /** Fewer than 16 numbers: 53-bit uniforms, two normals from each two. */
    private static float[] pairs(MersenneTwister engine, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i += 2) {
            double theta = 2.0 * Math.PI * uniform53(engine);
            double radius = Math.sqrt(-2.0 * StrictMath.log1p(-uniform53(engine)));
            values[i] = (float) (radius * StrictMath.cos(theta));
            if (i + 1 < count) {
                values[i + 1] = (float) (radius * StrictMath.sin(theta));
            }
        }
        return values;
    }

    private static double uniform53(MersenneTwister engine) {
        long high = Integer.toUnsignedLong(engine.next32());
        long low = Integer.toUnsignedLong(engine.next32());
        return ((high << 32 | low) & ((1L << 53) - 1)) * 0x1p-53;
    }
}
