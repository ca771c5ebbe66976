/**
 * What a task has to work with on its executor: models out of the pool, the run's files, the record of rows that are inside
 * a model. Imports domain, batch, inference, weights, Spark and Hadoop.
 */
package dev.atelier.worker;
