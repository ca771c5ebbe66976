/** Atelier's tables for SQL. Imports stage and Spark. */
package dev.atelier.sql;
