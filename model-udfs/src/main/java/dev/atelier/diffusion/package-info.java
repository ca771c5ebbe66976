/** Noise schedulers as coefficients, torch-compatible noise, guidance arithmetic. Numbers only, no tensor library: imports the JDK. */
package dev.atelier.diffusion;
