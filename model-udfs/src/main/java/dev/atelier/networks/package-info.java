/**
 * The networks that the programs compute: from a vendor's config to the numbers a program is told and the tensors it must
 * be given, one file for each network and each family of decoders. Imports weights; only inference imports it.
 */
package dev.atelier.networks;
