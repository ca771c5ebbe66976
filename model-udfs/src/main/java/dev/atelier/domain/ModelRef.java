package dev.atelier.domain;

import java.io.Serializable;

/**
 * What of a model decides the bytes that it makes.
 *
 * @param model the configuration's word for it, such as {@code writer}; decides nothing
 * @param modelDigest sha256 (hex) over the vendor's files
 * @param program sha256 (hex) over our programs that its weights go into
 */
public record ModelRef(String model, String modelDigest, String program, Precision precision) implements Serializable {
    public ModelRef {
        Require.text(model, "model name");
        Require.text(modelDigest, "digest of model " + model);
        Require.text(program, "program of model " + model);
        Require.that(precision != null, "precision of model " + model, null, "must be fp32 or bf16");
    }

    /** All of it but the word. */
    public IdWriter written() {
        return IdWriter.of("model/1")
                .text("digest", modelDigest)
                .text("program", program)
                .word("precision", precision);
    }
}
