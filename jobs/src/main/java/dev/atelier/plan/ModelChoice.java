package dev.atelier.plan;

import dev.atelier.domain.Precision;
import dev.atelier.domain.Require;
import dev.atelier.domain.VendorSettings;

/**
 * A model as a plan needs it: what decides the bytes it makes, not where it lies.
 *
 * @param name the configuration's word for it, such as {@code writer}
 * @param digest sha256 (hex) of the vendor's files
 * @param settings what the vendor asks of every answer
 */
public record ModelChoice(String name, String digest, Precision precision, VendorSettings settings)
        implements java.io.Serializable {
    public ModelChoice {
        Require.text(name, "model name");
        Require.text(digest, "digest of model " + name);
        Require.that(precision != null, "precision of model " + name, precision, "must be fp32 or bf16");
    }
}
