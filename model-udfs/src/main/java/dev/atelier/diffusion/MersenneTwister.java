package dev.atelier.diffusion;

/**
 * MT19937, 32-bit (Matsumoto and Nishimura 1998, doi 10.1145/272991.272995), seeded by {@code init_genrand}: the engine
 * of torch's CPU generator (ATen/core/MT19937RNGEngine.h).
 */
final class MersenneTwister {
    private static final int N = 624;
    private static final int M = 397;
    private static final int MATRIX_A = 0x9908b0df;

    private final int[] state = new int[N];
    private int next = N;

    /** @param seed only its low 32 bits count, as in torch */
    MersenneTwister(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** The next 32 bits. */
    int next32() {
        if (next == N) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** As {@code count} calls of {@link #next32}, without tempering the words nobody reads. */
    void skip(long count) {
        for (long left = count; left > 0; ) {
            if (next == N) {
                twist();
            }
            int step = (int) Math.min(left, N - next);
            next += step;
            left -= step;
        }
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) * MATRIX_A);
        }
        next = 0;
    }
}
