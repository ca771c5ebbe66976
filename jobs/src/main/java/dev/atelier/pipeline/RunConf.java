package dev.atelier.pipeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.atelier.clean.CleanConf;
import dev.atelier.collect.CollectConf;
import dev.atelier.domain.Require;
import dev.atelier.generate.Budget;
import dev.atelier.generate.Prices;
import dev.atelier.plan.PlanConf;
import dev.atelier.review.ReviewConf;
import dev.atelier.score.ScoreConf;
import dev.atelier.select.SelectConf;
import dev.atelier.stage.ConfError;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration: one record for each section of the HOCON file. Precedence: {@code --set}, then the file, then
 * the defaults in the records' constructors. {@code ${ATELIER_ROOT}} and other environment variables may stand in it.
 *
 * @param name of the run, for people
 * @param models by the names that templates and scorers use
 */
public record RunConf(
        String name,
        CollectConf collect,
        CleanConf clean,
        Map<String, ModelConf> models,
        PlanConf plan,
        ScoreConf score,
        SelectConf select,
        ReviewConf review,
        Budget budget,
        Prices prices,
        ExecutionConf execution) {
    public RunConf {
        Require.text(name, "name of the run");
        Require.that(collect != null, "section collect", null, "name at least one source");
        Require.that(plan != null, "section plan", null, "name at least one template");
        models = models == null ? Map.of() : Map.copyOf(models);
        clean = clean == null ? CleanConf.defaults() : clean;
        score = score == null ? ScoreConf.defaults() : score;
        select = select == null ? SelectConf.defaults() : select;
        review = review == null ? ReviewConf.defaults() : review;
        budget = budget == null ? Budget.none() : budget;
        prices = prices == null ? Prices.none() : prices;
        Require.that(
                budget.money() == null || !prices.isNone(),
                "budget.money",
                budget.money(),
                "needs prices.deviceHour or prices.thousandTokens: everything costs nothing");
        execution = execution == null ? ExecutionConf.defaults() : execution;
        select.check(score.lacking(), score.judged());
        select.checkModalities(plan.modalities());
        if (!collect.hasPages()) {
            clean.nearDuplicates().check(collect.attributeNames());
            plan.check(collect.mappedAttributes());
        }
    }

    /** What stands in it and does nothing, in one line for people; empty if all of it counts. */
    Optional<String> idle() {
        List<String> idle = select.idle(plan.fields());
        return idle.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", idle)
                        + ": no template makes that field, so it decides nothing (fields that are" + " made: "
                        + String.join(", ", plan.fields()) + ")");
    }

    /**
     * Reads a file and the settings that go before it.
     *
     * @param settings each {@code key=value}; see {@link Settings}
     * @throws ConfError if something is wrong with either
     */
    public static Config parse(File file, List<String> settings) {
        if (!file.isFile()) {
            throw new ConfError("Invalid --conf: " + file + " (no such file; conf/demo.conf is one to copy)");
        }
        try {
            // the absolute file: a bare name has no folder that an include could be looked for in
            Config config = ConfigFactory.parseFile(
                    file.getAbsoluteFile(),
                    ConfigParseOptions.defaults().setAllowMissing(false).prependIncluder(new Includes(null)));
            Config environment = ConfigFactory.systemEnvironment();
            return Settings.of(settings).over(config, environment);
        } catch (ConfigException e) {
            throw new ConfError("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
