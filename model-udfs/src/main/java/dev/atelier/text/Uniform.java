package dev.atelier.text;

/**
 * Random numbers without state: the n-th number of a seed, whatever was drawn before. SplitMix64 (Steele, Lea, Flood,
 * "Fast splittable pseudorandom number generators", OOPSLA 2014; constants of its reference implementation).
 */
public final class Uniform {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Uniform() {}

    /** A number in [0, 1) with 53 random bits. */
    public static double at(long seed, int n) {
        return (mix(mix(seed) + (n + 1L) * GOLDEN_GAMMA) >>> 11) * 0x1p-53;
    }

    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
