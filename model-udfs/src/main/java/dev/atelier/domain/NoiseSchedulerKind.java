package dev.atelier.domain;

import dev.atelier.diffusion.Coefficients;
import dev.atelier.diffusion.Ddim;
import dev.atelier.diffusion.Euler;
import dev.atelier.diffusion.Pndm;
import java.util.Locale;

/** The noise schedulers that a request can name. To add one: its class in {@code diffusion}, and its word here. */
public enum NoiseSchedulerKind {
    DDIM,
    PNDM,
    EULER;

    public Coefficients coefficients() {
        return switch (this) {
            case DDIM -> new Ddim();
            case PNDM -> new Pndm();
            case EULER -> new Euler();
        };
    }

    /** As it stands in configurations, tables and recipes: {@code ddim}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }
}
