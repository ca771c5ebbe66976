/**
 * Requests to artifacts on one executor, and the store of what was ever made. Imports domain, batch, rows, worker, pictures, image
 * and Spark.
 */
package dev.atelier.artifacts;
