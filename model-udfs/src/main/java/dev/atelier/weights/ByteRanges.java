package dev.atelier.weights;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Checks how the tensors of one file lie beside each other. */
final class ByteRanges {
    private ByteRanges() {}

    /**
     * Refuses overlaps and gaps.
     *
     * @param start first byte after the header
     * @param alignment each tensor may be followed by padding up to a multiple of it, counted from {@code start}; 1 for
     *     none
     * @return one byte after the last tensor
     */
    static long check(Path file, List<TensorInfo> tensors, long start, long alignment) {
        List<TensorInfo> ordered = tensors.stream()
                .sorted(Comparator.comparingLong(TensorInfo::offset).thenComparingLong(TensorInfo::byteLength))
                .toList();
        long end = start;
        for (TensorInfo tensor : ordered) {
            long expected = start + roundUp(end - start, alignment);
            if (tensor.offset() < end) {
                throw new BadModelException(
                        file, "offset of tensor " + tensor.name(), tensor.offset() - start, "must not overlap another");
            } else if (tensor.offset() != expected) {
                throw new BadModelException(
                        file,
                        "offset of tensor " + tensor.name(),
                        tensor.offset() - start,
                        "must follow the tensor before it at " + (expected - start) + ", without a hole");
            }
            end = tensor.offset() + tensor.byteLength();
        }
        return end;
    }

    static long roundUp(long value, long alignment) {
        return Math.addExact(value, alignment - 1) / alignment * alignment;
    }
}
