/** What a folder of runs no longer needs goes. Imports stage, domain, rows, worker, pictures and Spark. */
package dev.atelier.upkeep;
