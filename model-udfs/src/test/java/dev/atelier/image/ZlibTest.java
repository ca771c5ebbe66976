package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZlibTest {
    static Stream<byte[]> inputs() {
        return Stream.of(
                new byte[0],
                new byte[] {7},
                "abcabcabcabcabcabc".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                new byte[100_000],
                noise(70_000),
                PngFilter.apply(Pictures.disc(300, 150, 140, 90, 30, 60, 200)));
    }

    private static byte[] noise(int length) {
        byte[] data = new byte[length];
        int state = 1;
        for (int i = 0; i < length; i++) {
            state = state * 1_664_525 + 1_013_904_223;
            data[i] = (byte) (state >>> 24);
        }
        return data;
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void theJdksInflaterGivesTheDataBack(byte[] data) throws DataFormatException {
        byte[] stream = Zlib.compress(data);
        Inflater inflater = new Inflater();
        inflater.setInput(stream);
        byte[] out = new byte[data.length + 1];
        int length = 0;
        for (int n = 1; n > 0; length += n) {
            n = inflater.inflate(out, length, out.length - length);
        }
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getTotalIn()).isEqualTo(stream.length);
        assertThat(java.util.Arrays.copyOf(out, length)).isEqualTo(data);
        inflater.end();
    }

    @Test
    void aPictureIsAboutAsSmallAsZlibMakesIt() {
        byte[] rows = PngFilter.apply(Pictures.disc(300, 150, 140, 90, 30, 60, 200));
        Deflater deflater = new Deflater(9);
        deflater.setInput(rows);
        deflater.finish();
        int theirs = deflater.deflate(new byte[rows.length]);
        deflater.end();
        assertThat(Zlib.compress(rows).length).isLessThan(theirs * 110 / 100 + 32);
    }

    @Test
    void codesThatWouldBeTooLongAreShortenedAndStayComplete() {
        int[] fibonacci = new int[30];
        fibonacci[0] = 1;
        fibonacci[1] = 1;
        for (int i = 2; i < fibonacci.length; i++) {
            fibonacci[i] = fibonacci[i - 1] + fibonacci[i - 2];
        }
        assertThat(kraft(HuffmanCode.of(fibonacci, 40), 40)).isEqualTo(1L << 40);
        assertThat(HuffmanCode.of(fibonacci, 40).lengths()[0]).isEqualTo(29);
        assertThat(java.util.Arrays.stream(HuffmanCode.of(fibonacci, 15).lengths()))
                .allMatch(bits -> bits >= 1 && bits <= 15);
        assertThat(kraft(HuffmanCode.of(fibonacci, 15), 15)).isEqualTo(1L << 15);
    }

    /** Kraft's sum times 2^maxBits: exactly 2^maxBits for a complete code. */
    private static long kraft(HuffmanCode code, int maxBits) {
        long sum = 0;
        for (int bits : code.lengths()) {
            sum += bits == 0 ? 0 : 1L << (maxBits - bits);
        }
        return sum;
    }
}
