package dev.atelier.text;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How much of what is known about an item a text mentions. */
public final class Coverage {
    private Coverage() {}

    /**
     * Facts are the different words of the name and each attribute value as a whole; a fact is covered when all its
     * words stand somewhere in the text, whatever their case, accents and endings.
     *
     * @return covered over all, 0 to 1; 1 when there is nothing to mention
     */
    public static double of(String text, String name, List<String> attributeValues) {
        Set<List<String>> facts = new LinkedHashSet<>();
        Words.stems(name).stream().filter(w -> w.length() > 1).map(List::of).forEach(facts::add);
        attributeValues.stream().map(Words::stems).filter(w -> !w.isEmpty()).forEach(facts::add);
        if (facts.isEmpty()) {
            return 1;
        }
        Set<String> said = new HashSet<>(Words.stems(text));
        long covered = facts.stream().filter(said::containsAll).count();
        return (double) covered / facts.size();
    }
}
