/** What a stage is and where its tables live. Imported by every stage; imports domain, rows, udf and Spark. */
package dev.atelier.stage;
