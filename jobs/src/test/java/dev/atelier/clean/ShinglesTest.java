package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShinglesTest {
    @Test
    void bandsFindPairsAboveTheThresholdAndSpareMostOthers() {
        assertThat(share(0.8)).isGreaterThan(0.98);
        assertThat(share(0.2)).isLessThan(0.1);
    }

    /** Share of pairs with about this similarity that meet in a band. */
    private static double share(double similarity) {
        int size = 60;
        int pairs = 200;
        int met = 0;
        for (int pair = 0; pair < pairs; pair++) {
            int base = pair * 1000;
            int both = (int) Math.round(2 * similarity / (1 + similarity) * size);
            long[] a = hashes(base, base + size);
            long[] b = hashes(base + size - both, base + 2 * size - both);
            assertThat(Shingles.jaccard(a, b)).isCloseTo(similarity, within(0.02));
            Set<Long> bands = new HashSet<>(Shingles.bands(a, 20, 4));
            bands.retainAll(new HashSet<>(Shingles.bands(b, 20, 4)));
            met += bands.isEmpty() ? 0 : 1;
        }
        return (double) met / pairs;
    }

    private static long[] hashes(int from, int to) {
        return IntStream.range(from, to)
                .mapToLong(i -> Shingles.of("w" + i, 1)[0])
                .sorted()
                .toArray();
    }

    @Test
    void jaccardCountsSharedShingles() {
        assertThat(Shingles.jaccard(Shingles.of("a b c d", 2), Shingles.of("a b c e", 2)))
                .isEqualTo(0.5);
        assertThat(Shingles.of("Über-Größe, ÜBER größe!", 2)).isEqualTo(Shingles.of("uber große uber große", 2));
        assertThat(Shingles.of("one", 3)).hasSize(1);
    }
}
