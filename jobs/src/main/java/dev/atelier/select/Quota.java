package dev.atelier.select;

import dev.atelier.domain.Item;
import dev.atelier.domain.Require;
import java.io.Serializable;

/**
 * How many assets of one field a run selects of one kind; the best ranked stay (ties: lower artifact id).
 *
 * @param field such as {@code slogan}
 * @param by what makes a kind of item
 * @param most of each kind, 1 or more; items that lack it are one kind
 */
public record Quota(String field, By by, Integer most) implements Serializable {
    /** What items of one kind have in common. */
    public enum By {
        CATEGORY,
        BRAND,
        LANGUAGE;

        String of(Item item) {
            String value =
                    switch (this) {
                        case CATEGORY -> item.category();
                        case BRAND -> item.brand();
                        case LANGUAGE -> item.language();
                    };
            return value == null ? "" : value;
        }
    }

    public Quota {
        Require.text(field, "field of a quota");
        Require.that(by != null, "by of the quota of " + field, null, "must be category, brand or language");
        Require.that(most != null && most >= 1, "most of the quota of " + field, most, "must be 1 or more");
    }

    /** The reason of one that is too many. */
    String reason(String kind, long place) {
        String name = by.name().toLowerCase(java.util.Locale.ROOT);
        return "over_quota place " + place + " of " + field + " in " + name + " " + (kind.isEmpty() ? "(none)" : kind)
                + ", best " + most + " kept";
    }
}
