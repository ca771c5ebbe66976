package dev.atelier.claims;

import java.util.EnumSet;
import java.util.Set;

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

    /** Whose words are stretches of text that state something, of which the longest counts. */
    private static final Set<Topic> STATING =
            EnumSet.of(MATERIAL, COLOUR, PLACE, CERTIFICATE, SUPERLATIVE, BRAND, SUBSTANCE, IDIOM);

    final String file;

    Topic(String file) {
        this.file = file;
    }

    boolean states() {
        return STATING.contains(this);
    }
}
