/** Stage clean: raw items to clean, distinct items. Imports stage, domain, what executors do (rows, worker, artifacts, measures) and Spark; never another stage. */
package dev.atelier.clean;
