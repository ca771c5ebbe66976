package dev.atelier.diffusion;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Standard normal numbers as {@code torch.randn(..., generator=torch.Generator("cpu").manual_seed(seed))} draws them in
 * float32 (ATen/native/cpu/DistributionTemplates.h, {@code normal_fill} and {@code normal_distribution}), draw after draw
 * from one generator. At most 5e-7 from torch's, whose vectorised log and sincos round some last bits otherwise.
 *
 * <p>Of each draw of {@code count * pictures} numbers, those of picture {@code index}: what diffusers gives to one of the
 * pictures that it draws from one generator ({@code num_images_per_prompt}), first to start from, then for the noise of
 * each step. If {@code count} is a multiple of 16 (any latents of a width and height that are even), the first draw is
 * the same however many pictures there are; otherwise torch draws the last 16 numbers of them all anew.
 */
public final class TorchNoise implements Supplier<float[]> {
    /** Draws of fewer numbers take torch's serial way. */
    private static final int BLOCK = 16;

    private final MersenneTwister engine;
    private final int count;
    private final int index;
    private final int pictures;
    /** Numbers of the draw before that belong to later pictures: passed over only if there is another draw. */
    private long unread;
    /** The second normal of a pair that nobody asked for yet; torch's generator keeps it from draw to draw. */
    private Double spare;

    /**
     * @param count numbers of one picture
     * @param pictures that a draw is for, more than {@code index}
     */
    public TorchNoise(long seed, int count, int index, int pictures) {
        this.engine = new MersenneTwister(seed);
        this.count = count;
        this.index = index;
        this.pictures = pictures;
    }

    /** The picture's part of the next draw. */
    @Override
    public float[] get() {
        if (count % BLOCK == 0) {
            engine.skip(unread + (long) index * count);
            unread = (long) (pictures - 1 - index) * count;
            return blocks(count);
        }
        int total = Math.multiplyExact(count, pictures);
        float[] all = total < BLOCK ? pairs(total) : blocks(total);
        return Arrays.copyOfRange(all, count * index, count * (index + 1));
    }

    /** Uniforms for all, then Box-Muller in blocks of 16; a last part-block is drawn anew as a whole one. */
    private float[] blocks(int size) {
        float[] values = new float[size];
        fillUniform(values, 0);
        for (int start = 0; start + BLOCK <= size; start += BLOCK) {
            boxMuller(values, start);
        }
        if (size % BLOCK != 0) {
            fillUniform(values, size - BLOCK);
            boxMuller(values, size - BLOCK);
        }
        return values;
    }

    /** 24-bit uniforms in [0, 1) from {@code start} to the end. */
    private void fillUniform(float[] values, int start) {
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
    private float[] pairs(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            if (spare != null) {
                values[i] = spare.floatValue();
                spare = null;
                continue;
            }
            double theta = 2.0 * Math.PI * uniform53();
            double radius = Math.sqrt(-2.0 * StrictMath.log1p(-uniform53()));
            values[i] = (float) (radius * StrictMath.cos(theta));
            spare = radius * StrictMath.sin(theta);
        }
        return values;
    }

    private double uniform53() {
        long high = Integer.toUnsignedLong(engine.next32());
        long low = Integer.toUnsignedLong(engine.next32());
        return ((high << 32 | low) & ((1L << 53) - 1)) * 0x1p-53;
    }
}
