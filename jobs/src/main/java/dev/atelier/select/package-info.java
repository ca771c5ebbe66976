/** Stage select: numbers and thresholds to verdicts with reasons. Imports stage, domain, udf and Spark; never another stage. */
package dev.atelier.select;
