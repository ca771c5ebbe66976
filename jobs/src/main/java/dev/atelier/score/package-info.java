/** Stage score: artifacts to numbers; drops nothing. Imports stage, domain, what executors do (rows, worker, artifacts, measures) and Spark; never another stage. */
package dev.atelier.score;
