package dev.atelier.claims;

/**
 * An amount that the item says.
 *
 * @param attribute where: an attribute's name, {@code name}, {@code description}, {@code price}
 * @param words as written there
 */
record AmountFact(Amount amount, String attribute, String words) {}
