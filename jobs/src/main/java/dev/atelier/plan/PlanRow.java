package dev.atelier.plan;

import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Plan;
import dev.atelier.domain.RowFailure;
import dev.atelier.plan.Planner.Planned;
import dev.atelier.plan.Planner.Standing;
import dev.atelier.rows.Effect;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Executor side: an item, with what became of its fields so far in column {@code standing} if there is one, to its plan. */
final class PlanRow implements MapFunction<Row, Row> {
    static final String STANDING = "standing", SAMPLED = "sampled";

    /** What {@link PlanRow} reads of an item row with its standing. */
    public record Before(List<Standing> standing) {}

    private static final long serialVersionUID = 1L;
    private final Round round;
    private final List<ModelSpec> models;
    private transient Planner planner;

    PlanRow(Round round, List<ModelSpec> models) {
        this.round = round;
        this.models = models;
    }

    /** That a field is asked for again. */
    static String again(String field) {
        return "again_" + field;
    }

    @Override
    public Row call(Row row) {
        if (planner == null) {
            planner = new Planner(round, models);
        }
        Item item = RowCodec.of(Item.class).fromRow(row);
        OutcomeCodec<Plan> codec = OutcomeCodec.of(Plan.class);
        if (has(row, SAMPLED) && !row.<Boolean>getAs(SAMPLED)) {
            return codec.toRow(Outcome.rejected(
                    item.itemId(),
                    List.of("not_sampled"),
                    "Item " + item.source() + ": not in the sample of plan.sample",
                    row.json(),
                    null));
        }
        try {
            Planned planned = planner.plan(item, standing(row));
            return codec.toRow(outcome(item, planned, row), effects(planned));
        } catch (RowFailure e) {
            return codec.toRow(Outcome.failed(item.itemId(), e.reason(), e.getMessage(), row.json()));
        }
    }

    /** An item for which nothing can be asked is rejected; what waits beside something that is asked is an effect. */
    private static Outcome<Plan> outcome(Item item, Planned planned, Row row) {
        List<RowFailure> waiting = planned.waiting();
        return waiting.isEmpty() || !planned.plan().requests().isEmpty()
                ? Outcome.kept(item.itemId(), planned.plan())
                : Outcome.rejected(
                        item.itemId(), List.of(Slots.NO_TEXT), waiting.get(0).getMessage(), row.json(), null);
    }

    private List<Effect> effects(Planned planned) {
        Stream<Effect> waits = planned.waiting().isEmpty()
                ? Stream.empty()
                : Stream.of(Effect.of(
                        Slots.NO_TEXT,
                        planned.plan().requests().isEmpty() ? Effect.Kind.REJECTED : Effect.Kind.FLAGGED));
        Stream<Effect> again = planned.plan().requests().stream()
                .filter(request -> round.number() > 1)
                .map(GenerationRequest::target)
                .map(target -> Effect.of(again(target.field()), Effect.Kind.FLAGGED))
                .distinct();
        return Stream.concat(waits, again).toList();
    }

    private static boolean has(Row row, String column) {
        return List.of(row.schema().fieldNames()).contains(column);
    }

    private static List<Standing> standing(Row row) {
        if (!has(row, STANDING) || row.getAs(STANDING) == null) {
            return List.of();
        }
        return RowCodec.of(Before.class).fromRow(row).standing().stream()
                .sorted(Comparator.comparing(Standing::field))
                .toList();
    }
}
