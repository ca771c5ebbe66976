package dev.atelier.clean;

import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.RowCodec;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/** Executor side: a row of {@link RawItem} through the rules, to one of {@link CleanedRow}. */
record ApplyRules(CleanConf conf, List<CleaningRule> rules, Trace trace) implements UDF1<Row, Row> {
    ApplyRules(CleanConf conf) {
        this(conf, Rules.of(conf));
    }

    private ApplyRules(CleanConf conf, List<CleaningRule> rules) {
        this(conf, rules, conf.isTraced() ? Trace.of(rules) : null);
    }

    @Override
    public Row call(Row row) {
        return RowCodec.of(CleanedRow.class)
                .toRow(clean(RowCodec.of(RawItem.class).fromRow(row)));
    }

    CleanedRow clean(RawItem raw) {
        Effects effects = new Effects(trace);
        Draft draft = Rules.apply(rules, Draft.of(raw), effects);
        if (draft.rejection() != null) {
            return new CleanedRow(Rank.of(raw, null), draft.rejection(), null, List.of(), effects.noted());
        }
        Price price = draft.price() == null ? Price.NONE : draft.price();
        Item item = Item.of(draft.texts(), draft.language(), price.amount(), price.currency(), draft.flags());
        NearDuplicatesConf near = conf.nearDuplicates();
        List<Long> buckets = near.enabled()
                ? Shingles.bands(NearDuplicates.shingles(item, near), near.bands(), near.rowsPerBand())
                : List.of();
        return new CleanedRow(Rank.of(raw, item), null, item, buckets, effects.noted());
    }
}
