/** What a folder of runs no longer needs goes. Imports stage, domain and Spark. */
package dev.atelier.upkeep;
