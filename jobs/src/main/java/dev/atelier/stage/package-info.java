/** What a stage is and where its tables live. Imported by every stage; imports domain, rows, worker, Jackson and Spark. */
package dev.atelier.stage;
