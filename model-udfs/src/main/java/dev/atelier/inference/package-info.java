/** The only place that knows DJL and ONNX Runtime: programs, devices, the executor's model pool, denoise, decode, embed. Imports domain, batch, diffusion, chat, text, image, weights, networks. */
package dev.atelier.inference;
