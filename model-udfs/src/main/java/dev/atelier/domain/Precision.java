package dev.atelier.domain;

/** Number format of weights and activations inside a program. fp16 files are widened to fp32 on load. */
public enum Precision {
    FP32,
    BF16
}
