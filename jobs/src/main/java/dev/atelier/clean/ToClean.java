package dev.atelier.clean;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.RawItem;

/**
 * A raw row, and what a row of the same content was cleaned to in an earlier run.
 *
 * @param contentId of everything that decides what the rules make of the row: all that it says, not where it stands
 * @param known null if there was none
 */
public record ToClean(String contentId, RawItem raw, CleanedRow known) {
    static final String RAW = "raw";
    static final String KNOWN = "known";

    /** @param rules id of the rules and of their configuration */
    static ToClean of(RawItem raw, String rules) {
        IdWriter id = IdWriter.of("raw/1").text("rules", rules);
        raw.text().byName().forEach(id::text);
        id.text("price", raw.price())
                .text("currency", raw.currency())
                .text("locale", raw.locale())
                .number("typed_price", raw.typedPrice() ? 1 : 0)
                .texts(
                        "attributes",
                        raw.attributes().stream().map(Attribute::id).toList())
                .text("licence", raw.licence());
        return new ToClean(id.id(), raw, null);
    }
}
