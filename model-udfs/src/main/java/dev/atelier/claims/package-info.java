/**
 * What a text states of an item, and whether the item says so: numbers, materials, colours, sizes, places, brands,
 * certificates and superlatives, in English and German. Start at {@link dev.atelier.claims.ItemClaims}. The words stand in
 * the .tsv files beside it. Imports domain and text.
 */
package dev.atelier.claims;
