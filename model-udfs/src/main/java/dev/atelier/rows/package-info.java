/**
 * Records and rows: the codec that turns one into the other, and the outcome of a row in a stage. Imports domain and
 * Spark; everybody who has rows may import it.
 */
package dev.atelier.rows;
