/** Model directories as vendors publish them: checked headers, named typed byte ranges, digests. Imports the JDK and a JSON library. */
package dev.atelier.weights;
