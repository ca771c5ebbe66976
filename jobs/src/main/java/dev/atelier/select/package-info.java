/** Stage select: numbers and thresholds to verdicts with reasons. Imports stage, domain, what executors do (rows, worker, artifacts, measures), text and Spark; never another stage. */
package dev.atelier.select;
