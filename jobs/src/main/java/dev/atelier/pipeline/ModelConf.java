package dev.atelier.pipeline;

import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Require;

/**
 * Section {@code models.<name>}: a model directory or GGUF file as its vendor publishes it.
 *
 * @param path local path or {@code file:}, {@code hdfs:}, {@code s3a:} URI
 * @param precision fp32 (default: exact) or bf16 (faster; other last digits)
 * @param device auto (default), cpu or gpu
 */
public record ModelConf(String path, Precision precision, DeviceWish device) {
    public ModelConf {
        Require.text(path, "path of a model");
        precision = precision == null ? Precision.FP32 : precision;
        device = device == null ? DeviceWish.AUTO : device;
    }
}
