/**
 * Rows through a model in batches that fit, and the finishing of what it made beside it: order kept, each row its own
 * answer. Knows neither models nor Spark. Imports domain.
 */
package dev.atelier.batch;
