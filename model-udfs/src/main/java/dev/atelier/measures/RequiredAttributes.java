package dev.atelier.measures;

import dev.atelier.claims.Claim;
import dev.atelier.claims.Support;
import dev.atelier.domain.Item;
import dev.atelier.text.Coverage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a text had to say of its item and does not: {@code missing_attributes}, of those of {@code score.requiredAttributes}
 * that the item has. An attribute is said by its words, or by a claim that is bound to it, such as 10 cm for 4 in.
 */
final class RequiredAttributes implements Scorer.OfText {
    private final List<String> required;
    private final RowClaims claims;

    /** @param required names of attributes, or of an item's own fields such as {@code brand}; empty finds nothing */
    RequiredAttributes(List<String> required, RowClaims claims) {
        this.required = List.copyOf(required);
        this.claims = claims;
    }

    @Override
    public String version() {
        return "required/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("missing_attributes");
    }

    @Override
    public Optional<String> lacks() {
        return required.isEmpty() ? Optional.of("score.requiredAttributes") : Optional.empty();
    }

    @Override
    public Found score(String text, Subject row) {
        if (required.isEmpty()) {
            return Found.of();
        }
        List<Claim> bound = claims.of(text, row.item()).stream()
                .filter(claim -> claim.support() == Support.BOUND)
                .toList();
        List<String> missing = required.stream()
                .filter(name -> missing(name, text, row.item(), bound))
                .toList();
        return Found.of(
                List.of(Found.count("missing_attributes", missing)),
                missing.stream().map(name -> "does not say: " + name).toList());
    }

    private static boolean missing(String name, String text, Item item, List<Claim> bound) {
        Optional<String> value = item.says(name);
        return value.isPresent()
                && bound.stream().noneMatch(claim -> claim.attribute().equals(name))
                && Coverage.of(text, "", List.of(value.get())) < 1;
    }
}
