/** Strings and token ids: token samplers, stop rules, chat formats, metrics over strings. Imports the JDK. */
package dev.atelier.text;
