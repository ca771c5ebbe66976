/**
 * What is measured about an artifact, one file for each scorer: numbers only, never a verdict. Imports domain, batch, rows,
 * worker, pictures, text, claims, image, Jackson and Spark.
 */
package dev.atelier.measures;
