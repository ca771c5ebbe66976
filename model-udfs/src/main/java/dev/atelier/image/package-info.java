/** Pixels: encode and metadata, resize, sharpen, perceptual hash, technical quality. Imports the JDK, domain and image libraries. */
package dev.atelier.image;
