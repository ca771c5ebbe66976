package dev.atelier.plan;

import dev.atelier.domain.Modality;
import dev.atelier.domain.Plan;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.Stage;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Items to their text requests: one {@link Plan} for each item. */
public final class PlanTextStage implements Stage {
    private final PlanConf conf;
    private final List<ModelChoice> models;

    /** @throws dev.atelier.stage.ConfError if a template names a model that is not there */
    public PlanTextStage(PlanConf conf, List<ModelChoice> models) {
        PlanCheck.models(conf.of(Modality.TEXT), models);
        this.conf = conf;
        this.models = List.copyOf(models);
    }

    @Override
    public String name() {
        return "plan-text";
    }

    /**
     * @param in rows of {@link dev.atelier.domain.Item}
     * @throws dev.atelier.stage.ConfError if a template has a slot that no item can fill
     */
    @Override
    public Dataset<Row> apply(Dataset<Row> in) {
        PlanCheck.slots(conf, Modality.TEXT, in);
        return in.map(
                new PlanRow(conf.of(Modality.TEXT), models),
                OutcomeCodec.of(Plan.class).encoder());
    }
}
