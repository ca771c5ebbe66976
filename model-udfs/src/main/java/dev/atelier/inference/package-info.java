/** The only place that knows DJL and ONNX Runtime: programs, devices, the executor's model pool, denoise, decode, embed. Imports domain, diffusion, text, image, weights. */
package dev.atelier.inference;
