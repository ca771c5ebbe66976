/** The chat templates that models are published with: a bounded interpreter, and text that knows who said it. JDK only. */
package dev.atelier.chat;
