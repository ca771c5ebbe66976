package dev.atelier.domain;

import java.io.Serializable;

/**
 * A model as a run uses it. Immutable, shipped to executors.
 *
 * @param ref what of it decides bytes; its digest is checked on every executor
 * @param path directory or GGUF file: a local path or a {@code file:}, {@code hdfs:}, {@code s3a:} URI
 * @param settings what the vendor asks of every answer
 */
public record ModelSpec(ModelRef ref, String path, DeviceWish device, VendorSettings settings) implements Serializable {
    public ModelSpec {
        Require.text(path, "path of model " + ref.model());
        Require.that(device != null, "device of model " + ref.model(), null, "must be auto, cpu or gpu");
    }

    /** The configuration's word for it, such as {@code writer} or {@code painter}. */
    public String name() {
        return ref.model();
    }

    /** Everything of it that decides what is made, and nothing of where it lies or runs. */
    public IdWriter written() {
        return IdWriter.of("model-spec/1")
                .text("name", name())
                .part("ref", ref.written())
                .record("settings", settings);
    }
}
