package dev.atelier.clean;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.udf.RowCodec;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Executor side: one raw row through the rules. */
final class ApplyRules implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private final CleanConf conf;
    private final List<CleaningRule> rules;

    ApplyRules(CleanConf conf) {
        this.conf = conf;
        this.rules = Rules.of(conf);
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
        Item item = item(draft);
        String prose = item.description() == null ? item.name() : item.name() + " " + item.description();
        return new CleanedRow(
                Rank.of(raw, item),
                null,
                payload,
                item,
                Shingles.of(prose, conf.nearDuplicates().shingleWords()),
                Identity.of(item, raw.source(), conf.nearDuplicates().distinguishing()));
    }

    /** The id is of what the row says, not of where it stands or under which licence. */
    private static Item item(Draft draft) {
        RawItem texts = draft.texts();
        List<Attribute> attributes = texts.attributes().stream()
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
        Double amount = draft.price() == null ? null : draft.price().amount();
        String currency = draft.price() == null ? null : draft.price().currency();
        String id = ContentId.of(
                texts.sku(),
                texts.name(),
                texts.description(),
                texts.category(),
                texts.brand(),
                draft.language(),
                amount,
                currency,
                attributes.stream().map(a -> ContentId.of(a.name(), a.value())).toList());
        return new Item(
                id,
                texts.sku(),
                texts.name(),
                texts.description(),
                texts.category(),
                texts.brand(),
                draft.language(),
                amount,
                currency,
                attributes,
                draft.flags(),
                texts.licence(),
                texts.rowId());
    }
}
