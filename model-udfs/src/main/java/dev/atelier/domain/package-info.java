/**
 * The nouns and verbs of Atelier: one record for each table's row, one interface for each thing a model
 * does to a batch. The record is the schema. Everyone may import this package; it imports the JDK
 * and, for the words of noise schedulers, diffusion, which imports only the JDK.
 */
package dev.atelier.domain;
