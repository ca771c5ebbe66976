package dev.atelier.measures;

import dev.atelier.claims.Claim;
import dev.atelier.claims.Kind;
import dev.atelier.claims.Support;
import dev.atelier.domain.Measure;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether what a text states of its item is so: {@code claims} (how many it states), {@code contradicted_claims} (the item
 * says something else), {@code unsupported_claims} (the item does not say so; superlatives count apart),
 * {@code unsupported_numbers} (amounts, counts and prices, of both sorts), {@code unsupported_certificates} (of both sorts),
 * {@code superlatives} (and promises without a limit, unless the item makes them). The details name the claims.
 */
final class Accuracy implements Scorer.OfText {
    private final RowClaims claims;

    Accuracy(RowClaims claims) {
        this.claims = claims;
    }

    @Override
    public String version() {
        return "accuracy/2";
    }

    @Override
    public Set<String> measures() {
        return Set.of(
                "claims",
                "contradicted_claims",
                "unsupported_claims",
                "unsupported_numbers",
                "unsupported_certificates",
                "superlatives");
    }

    @Override
    public Found score(String text, Subject row) {
        List<Claim> all = claims.of(text, row.item());
        List<Claim> doubtful = all.stream().filter(Claim::doubtful).toList();
        return Found.of(
                List.of(
                        new Measure("claims", all.size()),
                        count("contradicted_claims", doubtful, claim -> claim.support() == Support.CONTRADICTED),
                        count(
                                "unsupported_claims",
                                doubtful,
                                claim -> claim.support() == Support.UNSUPPORTED && claim.kind() != Kind.SUPERLATIVE),
                        count("unsupported_numbers", doubtful, claim -> claim.kind() == Kind.NUMBER),
                        count("unsupported_certificates", doubtful, claim -> claim.kind() == Kind.CERTIFICATE),
                        count("superlatives", doubtful, claim -> claim.kind() == Kind.SUPERLATIVE)),
                doubtful.stream().map(Claim::sentence).distinct().toList());
    }

    private static Measure count(String word, List<Claim> doubtful, Predicate<Claim> which) {
        return Found.count(
                word, doubtful.stream().filter(which).map(Claim::sentence).toList());
    }
}
