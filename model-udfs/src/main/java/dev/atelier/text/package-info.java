/** Strings and token ids: token samplers, stop rules, metrics over strings. Imports the JDK. */
package dev.atelier.text;
