package dev.atelier.plan;

import dev.atelier.domain.Item;
import dev.atelier.domain.Plan;
import dev.atelier.domain.RowFailure;
import dev.atelier.plan.Planner.WrittenText;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Executor side: an item, with its texts in column {@code texts} if there is one, to its plan. */
final class PlanRow implements MapFunction<Row, Row> {
    /** What {@link PlanRow} reads of an item row with texts. */
    public record Texts(List<WrittenText> texts) {}

    private static final long serialVersionUID = 1L;
    private final List<TemplateConf> templates;
    private final List<ModelChoice> models;
    private transient Planner planner;

    PlanRow(List<TemplateConf> templates, List<ModelChoice> models) {
        this.templates = templates;
        this.models = models;
    }

    @Override
    public Row call(Row row) {
        if (planner == null) {
            planner = new Planner(templates, models);
        }
        Item item = RowCodec.of(Item.class).fromRow(row);
        return OutcomeCodec.of(Plan.class).toRow(outcome(item, texts(row), row));
    }

    private Outcome<Plan> outcome(Item item, List<WrittenText> texts, Row row) {
        try {
            return Outcome.kept(item.itemId(), planner.plan(item, texts));
        } catch (RowFailure e) {
            return Outcome.failed(item.itemId(), e.reason(), e.getMessage(), row.json());
        }
    }

    private static List<WrittenText> texts(Row row) {
        if (!List.of(row.schema().fieldNames()).contains("texts") || row.getAs("texts") == null) {
            return List.of();
        }
        return RowCodec.of(Texts.class).fromRow(row).texts().stream()
                .sorted(Comparator.comparing(WrittenText::field))
                .toList();
    }
}
