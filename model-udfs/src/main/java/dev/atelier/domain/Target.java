package dev.atelier.domain;

/**
 * What an artifact is for.
 *
 * @param field {@code title}, {@code description}, {@code slogan}, {@code picture} ...
 * @param candidate 0-based number among the candidates of one item and field
 */
public record Target(String itemId, String field, int candidate) {
    public Target {
        Require.text(itemId, "itemId");
        Require.text(field, "field for item " + itemId);
    }
}
