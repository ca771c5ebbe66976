package dev.atelier.claims;

/** The lists of words, one file each. */
enum Topic {
    MATERIAL("materials.tsv"),
    COLOUR("colours.tsv"),
    PLACE("places.tsv"),
    CERTIFICATE("certificates.tsv"),
    SUPERLATIVE("superlatives.tsv"),
    BRAND("brands.tsv"),
    /** What a thing may be free of. */
    SUBSTANCE("substances.tsv"),
    /** Turns of phrase in which a word is no claim. */
    IDIOM("idioms.tsv"),
    PART("parts.tsv"),
    /** What a number may be the number of. */
    ROLE("roles.tsv"),
    COUNTED("counted.tsv"),
    UNIT("units.tsv"),
    /** Words that decide how a claim beside them is read. */
    CUE("cues.tsv"),
    /** Things that are not the item. */
    OTHER("others.tsv");

    final String file;

    Topic(String file) {
        this.file = file;
    }

    /** Whether its words are stretches of text that state something, of which the longest counts. */
    boolean states() {
        return ordinal() <= IDIOM.ordinal();
    }
}
