package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;

/** The endings that a German word may take. More than are right do no harm: what nobody writes is never found. */
final class GermanForms {
    private static final List<String> OF_ADJECTIVES = List.of("e", "en", "er", "es", "em");
    private static final List<String> OF_NOUNS = List.of("s", "es", "n", "en", "e");

    private GermanForms() {}

    /** The word, folded, and its forms. */
    static List<String> of(String folded, boolean noun) {
        List<String> forms = new ArrayList<>(List.of(folded));
        if (noun) {
            OF_NOUNS.forEach(ending -> forms.add(folded + ending));
            return forms;
        }
        String stem = folded.endsWith("e") ? folded.substring(0, folded.length() - 1) : folded;
        OF_ADJECTIVES.forEach(ending -> forms.add(stem + ending));
        if (stem.endsWith("el")) { // dunkel, dunkle
            String shortened = stem.substring(0, stem.length() - 2) + "l";
            OF_ADJECTIVES.forEach(ending -> forms.add(shortened + ending));
        }
        return forms;
    }
}
