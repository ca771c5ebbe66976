/** What a folder of runs no longer needs goes. Imports stage, domain, rows, worker, pictures, artifacts, measures and Spark. */
package dev.atelier.upkeep;
