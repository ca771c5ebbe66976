package dev.atelier.measures;

import dev.atelier.claims.Claim;
import dev.atelier.claims.ItemClaims;
import dev.atelier.domain.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The claims of texts. What items say is kept for the items seen last: several candidates are about one. */
final class RowClaims {
    private static final int MOST_KEPT = 64;

    private final Map<String, ItemClaims> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ItemClaims> eldest) {
            return size() > MOST_KEPT;
        }
    };

    List<Claim> of(String text, Item item) {
        return kept.computeIfAbsent(item.itemId(), id -> ItemClaims.about(item)).in(text);
    }
}
