/** Rows, records and batches: the record codec, micro-batching, failure isolation, model cache. Imports domain, inference's pool and Spark. */
package dev.atelier.udf;
