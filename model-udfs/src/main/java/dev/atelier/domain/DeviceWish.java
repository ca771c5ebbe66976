package dev.atelier.domain;

/** Where a model is to run: on the task's GPU if it has one, else the CPU; on the CPU; on a GPU or not at all. */
public enum DeviceWish {
    AUTO,
    CPU,
    GPU
}
