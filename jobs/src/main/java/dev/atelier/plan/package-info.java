/** Stage plan: items to generation requests. Imports stage, domain, what executors do (rows, worker, artifacts, measures) and Spark; never another stage. */
package dev.atelier.plan;
