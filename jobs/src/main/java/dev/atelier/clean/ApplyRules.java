package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.RowCodec;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Executor side: one raw row through the rules. */
record ApplyRules(CleanConf conf, List<CleaningRule> rules) implements MapFunction<Row, Row> {
    ApplyRules(CleanConf conf) {
        this(conf, Rules.of(conf));
    }

    @Override
    public Row call(Row row) {
        return RowCodec.of(CleanedRow.class)
                .toRow(clean(RowCodec.of(RawItem.class).fromRow(row), row.json()));
    }

    CleanedRow clean(RawItem raw, String payload) {
        Draft draft = Rules.apply(rules, Draft.of(raw));
        if (draft.rejection() != null) {
            return new CleanedRow(Rank.of(raw, null), draft.rejection(), payload, null, List.of(), null);
        }
        Price price = draft.price() == null ? Price.NONE : draft.price();
        Item item = Item.of(draft.texts(), draft.language(), price.amount(), price.currency(), draft.flags());
        String prose = item.description() == null ? item.name() : item.name() + " " + item.description();
        return new CleanedRow(
                Rank.of(raw, item),
                null,
                payload,
                item,
                Shingles.of(prose, conf.nearDuplicates().shingleWords()),
                Identity.of(item, raw.source(), conf.nearDuplicates().distinguishing()));
    }
}
