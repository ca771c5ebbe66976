/** Stage collect: sources (files, databases) to raw items. Imports stage, domain, what executors do (rows, worker, artifacts, measures) and Spark; never another stage. */
package dev.atelier.collect;
