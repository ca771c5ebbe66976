/** Stage select: numbers and thresholds to verdicts with reasons. Imports stage, domain, what executors do (rows, worker, artifacts, measures) and Spark; never another stage. */
package dev.atelier.select;
