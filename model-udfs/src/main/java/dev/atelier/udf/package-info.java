/** Rows, records and batches: the record codec, micro-batching, failure isolation, model cache, scorers of artifacts. Imports domain, text, image, inference's pool and Spark. */
package dev.atelier.udf;
