package dev.atelier.domain;

import java.io.Serializable;

/**
 * A model as the configuration names it. Immutable, shipped to executors.
 *
 * @param name the configuration's word for it, such as {@code writer} or {@code painter}
 * @param path directory or GGUF file: a local path or a {@code file:}, {@code hdfs:}, {@code s3a:} URI
 * @param digest sha256 (hex) over the vendor's files (see {@code ModelDirectory}); checked on every executor
 * @param settings what the vendor asks of every answer
 * @param device {@code auto} (the task's GPU if it has one, else the CPU), {@code cpu} or {@code gpu} (fails without one)
 */
public record ModelSpec(
        String name, String path, String digest, Precision precision, String device, VendorSettings settings)
        implements Serializable {
    /** A model whose vendor asks for nothing. */
    public ModelSpec(String name, String path, String digest, Precision precision, String device) {
        this(name, path, digest, precision, device, VendorSettings.NONE);
    }

    public ModelSpec {
        Require.text(name, "model name");
        Require.text(path, "path of model " + name);
        Require.text(digest, "digest of model " + name);
        Require.that(precision != null, "precision of model " + name, precision, "must be fp32 or bf16");
        Require.that(
                device != null && device.matches("auto|cpu|gpu"),
                "device of model " + name,
                device,
                "must be auto, cpu or gpu");
    }
}
