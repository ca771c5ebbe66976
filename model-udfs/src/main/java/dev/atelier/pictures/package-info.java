/**
 * A run's pictures, as single files or as rows of Parquet files: written, found, joined. Imports domain, batch, worker, Spark, Hadoop
 * and Parquet.
 */
package dev.atelier.pictures;
