/** Stage review: the published table and the contact sheet. Imports stage, domain, what executors do (rows, worker, artifacts, measures) and Spark; never another stage. */
package dev.atelier.review;
