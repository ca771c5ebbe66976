package dev.atelier.weights;

import java.util.List;

/** A metadata value of a GGUF file: one of its kinds, whatever width it had in the file. */
public sealed interface GgufValue {
    /** Integers of 8 to 64 bits; unsigned 64-bit ones must be below 2^63. */
    record Whole(long value) implements GgufValue {}

    /** 32- and 64-bit floats. */
    record Real(double value) implements GgufValue {}

    record Flag(boolean value) implements GgufValue {}

    record Text(String value) implements GgufValue {}

    /** An array of any of the above; arrays of arrays are refused. */
    record Many(List<GgufValue> values) implements GgufValue {
        public Many {
            values = List.copyOf(values);
        }
    }
}
