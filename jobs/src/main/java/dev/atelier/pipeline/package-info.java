/** The run: the list of stages, its configuration and its command line. Imports every stage; no stage imports it. */
package dev.atelier.pipeline;
