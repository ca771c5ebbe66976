package dev.atelier.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Number formats of tensors in files, with the size of a block: plain types have blocks of one element, GGML's quantised
 * types of 32 or 256 (sizes: ggml-common.h, the {@code block_*} structs; type numbers: enum ggml_type in ggml.h).
 */
public enum DType {
    F64(1, 8, 28),
    F32(1, 4, 0),
    F16(1, 2, 1),
    BF16(1, 2, 30),
    I64(1, 8, 27),
    I32(1, 4, 26),
    I16(1, 2, 25),
    I8(1, 1, 24),
    U8(1, 1, -1),
    BOOL(1, 1, -1),
    Q4_0(32, 18, 2),
    Q4_1(32, 20, 3),
    Q5_0(32, 22, 6),
    Q5_1(32, 24, 7),
    Q8_0(32, 34, 8),
    Q2_K(256, 84, 10),
    Q3_K(256, 110, 11),
    Q4_K(256, 144, 12),
    Q5_K(256, 176, 13),
    Q6_K(256, 210, 14);

    private final int blockElements;
    private final int blockBytes;
    private final int ggmlType;

    DType(int blockElements, int blockBytes, int ggmlType) {
        this.blockElements = blockElements;
        this.blockBytes = blockBytes;
        this.ggmlType = ggmlType;
    }

    /** Elements that are stored together; the last dimension is a multiple of it. */
    public int blockElements() {
        return blockElements;
    }

    /** Bytes of one block. */
    public int blockBytes() {
        return blockBytes;
    }

    /** True for GGML's block formats, which a program must dequantise. */
    public boolean isQuantised() {
        return blockElements > 1;
    }

    /**
     * Bytes of a dense tensor of this type.
     *
     * @param shape row-major, last dimension fastest; empty for a scalar
     * @throws ArithmeticException if the product overflows
     * @throws IllegalArgumentException if a dimension is negative or the last one is not a whole number of blocks
     */
    public long byteLength(List<Long> shape) {
        long elements = 1;
        for (long dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException("dimensions must not be negative");
            }
            elements = Math.multiplyExact(elements, dimension);
        }
        long last = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
        if (last % blockElements != 0) {
            throw new IllegalArgumentException(
                    "the last dimension must be a multiple of " + blockElements + ", the block of " + this);
        }
        return Math.multiplyExact(elements / blockElements, blockBytes);
    }

    /** By the word in a safetensors header; empty for one that is not known (or not a plain type). */
    static Optional<DType> ofSafetensors(String word) {
        return Arrays.stream(values())
                .filter(t -> !t.isQuantised() && t.name().equals(word))
                .findFirst();
    }

    /** By GGML's type number; empty for one that is not known. */
    static Optional<DType> ofGgml(int number) {
        return Arrays.stream(values())
                .filter(t -> t.ggmlType >= 0 && t.ggmlType == number)
                .findFirst();
    }
}
