/** Stage generate: requests to artifacts, each made once. Imports stage, domain, what executors do (rows, worker, artifacts, measures) and Spark; never another stage. */
package dev.atelier.generate;
