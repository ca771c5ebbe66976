/**
 * The nouns and verbs of Atelier: one record for each table's row, one interface for each thing a model
 * does to a batch. The record is the schema. Everyone may import this package; it imports the JDK only.
 */
package dev.atelier.domain;
