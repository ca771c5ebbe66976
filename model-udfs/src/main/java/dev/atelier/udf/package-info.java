/** Rows, records and batches: micro-batching, failure isolation, model cache, scorers of artifacts. Imports domain, rows, text, image, inference's pool and Spark. */
package dev.atelier.udf;
