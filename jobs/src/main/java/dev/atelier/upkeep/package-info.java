/** What a folder of runs no longer needs goes. Imports stage, domain, rows, artifacts, measures and Spark. */
package dev.atelier.upkeep;
