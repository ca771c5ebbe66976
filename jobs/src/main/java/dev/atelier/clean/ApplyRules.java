package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.RowCodec;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Executor side: one raw row through the rules, unless what they make of it is known. */
record ApplyRules(CleanConf conf, List<CleaningRule> rules) implements MapFunction<Row, Row> {
    ApplyRules(CleanConf conf) {
        this(conf, Rules.of(conf));
    }

    /** @param row of {@link ToClean} */
    @Override
    public Row call(Row row) {
        ToClean next = RowCodec.of(ToClean.class).fromRow(row);
        String payload = row.getStruct(row.fieldIndex(ToClean.RAW)).json();
        CleanedRow cleaned = next.known() == null
                ? clean(next.contentId(), next.raw(), payload)
                : next.known().at(next.raw(), payload, conf.nearDuplicates().distinguishing());
        return RowCodec.of(CleanedRow.class).toRow(cleaned);
    }

    CleanedRow clean(String contentId, RawItem raw, String payload) {
        Draft draft = Rules.apply(rules, Draft.of(raw));
        if (draft.rejection() != null) {
            return new CleanedRow(
                    contentId, false, Rank.of(raw, null), draft.rejection(), payload, null, List.of(), List.of(), null);
        }
        Price price = draft.price() == null ? Price.NONE : draft.price();
        Item item = Item.of(draft.texts(), draft.language(), price.amount(), price.currency(), draft.flags());
        NearDuplicatesConf near = conf.nearDuplicates();
        String prose = item.description() == null ? item.name() : item.name() + " " + item.description();
        List<Long> shingles = Shingles.of(prose, near.shingleWords());
        return new CleanedRow(
                contentId,
                false,
                Rank.of(raw, item),
                null,
                payload,
                item,
                shingles,
                near.enabled() ? Shingles.bands(shingles, near.bands(), near.rowsPerBand()) : List.of(),
                Identity.of(item, raw.source(), near.distinguishing()));
    }
}
