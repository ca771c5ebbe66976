package dev.atelier.clean;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.udf.RowCodec;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Executor side: one raw row through the rules. */
final class CleanRow implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private final CleanConf conf;
    private final List<CleaningRule> rules;

    CleanRow(CleanConf conf) {
        this.conf = conf;
        this.rules = Rules.of(conf);
    }

    @Override
    public Row call(Row row) {
        return RowCodec.of(Candidate.class)
                .toRow(clean(RowCodec.of(RawItem.class).fromRow(row), row.json()));
    }

    Candidate clean(RawItem raw, String payload) {
        Draft draft = Rules.apply(rules, Draft.of(raw));
        if (draft.rejection() != null) {
            Draft.Rejection no = draft.rejection();
            return new Candidate(
                    raw.rowId(),
                    raw.source(),
                    raw.sourceRow(),
                    no.reason(),
                    no.message(),
                    payload,
                    null,
                    0,
                    0,
                    List.of(),
                    null);
        }
        Item item = item(draft);
        String prose = item.description() == null ? item.name() : item.name() + " " + item.description();
        return new Candidate(
                raw.rowId(),
                raw.source(),
                raw.sourceRow(),
                null,
                null,
                payload,
                item,
                Candidate.completeness(item),
                item.description() == null ? 0 : item.description().length(),
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
        IdWriter id = IdWriter.of("item/1")
                .text("sku", texts.sku())
                .text("name", texts.name())
                .text("description", texts.description())
                .text("category", texts.category())
                .text("brand", texts.brand())
                .text("language", draft.language())
                .text("currency", currency)
                .texts("attributes", attributes.stream().map(Attribute::id).toList());
        if (amount != null) {
            id.number("price", amount);
        }
        return new Item(
                id.id(),
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
