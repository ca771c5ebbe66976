package dev.atelier.claims;

/**
 * Something that the item says in words.
 *
 * @param attribute where: an attribute's name, {@code name}, {@code description}
 * @param words as written there
 * @param defining whether it says what the whole thing is, so that anything else would contradict it: what stands in
 *     attributes and in the name does, what a description mentions does not
 */
record Fact(Said said, String attribute, String words, boolean defining) {}
