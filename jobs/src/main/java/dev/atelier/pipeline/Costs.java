package dev.atelier.pipeline;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Tables;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * What a run would cost, from one that planned all items or made a sample of them.
 *
 * @param tables of that run
 * @param funnel of that run
 */
record Costs(RunConf conf, Tables tables, List<FunnelRow> funnel) {
    private static final double SECONDS_AN_HOUR = 3600;

    /**
     * What is asked for one field.
     *
     * @param tokens read and written; 0 where nothing was made
     */
    private record Asked(String field, boolean texts, double count, double tokens) {}

    /** @param plannedOnly whether nothing was made */
    void tell(PrintStream out, boolean plannedOnly) {
        long items = stage("clean").out();
        double scale =
                plannedOnly ? 1 : items / (double) Math.min(items, conf.plan().sample());
        out.println("rows " + stage("collect").out() + ", items " + items
                + (plannedOnly
                        ? ""
                        : ", of which " + Math.min(items, conf.plan().sample()) + " went the whole way"));
        List<Asked> asked = plannedOnly ? planned() : made();
        out.println(String.format("%-16s %12s %12s %16s", "field", "texts", "pictures", "tokens"));
        asked.forEach(field -> line(out, field, scale, plannedOnly));
        if (plannedOnly) {
            bounds(out, items);
            return;
        }
        double tokens = asked.stream().mapToDouble(Asked::tokens).sum() * scale;
        time(out, tokens, scale);
    }

    private static void line(PrintStream out, Asked asked, double scale, boolean plannedOnly) {
        String count = String.format(Locale.ROOT, "%,.0f", asked.count() * scale);
        String tokens = !asked.texts()
                ? "-"
                : (plannedOnly ? "at most " : "") + String.format(Locale.ROOT, "%,.0f", asked.tokens() * scale);
        out.println(String.format(
                "%-16s %12s %12s %16s",
                asked.field(), asked.texts() ? count : "-", asked.texts() ? "-" : count, tokens));
    }

    /** What the plan of the first pass does not say. */
    private void bounds(PrintStream out, long items) {
        out.println("tokens are those that may be written (maxNewTokens), without those of the prompts");
        Map<String, Long> most = conf.plan().mostByField();
        most.forEach((field, each) -> out.println(
                "field " + field + ": at most " + String.format(Locale.ROOT, "%,d", each * items) + " in all rounds"));
        out.println("hours and money: --sample ITEMS measures them");
    }

    private void time(PrintStream out, double tokens, double scale) {
        double seconds = 0;
        double generating = 0;
        for (FunnelRow row : funnel) {
            boolean all = row.stage().equals("collect") || row.stage().equals("clean"); // went over all rows
            double whole = row.seconds() * (all ? 1 : scale);
            seconds += whole;
            generating += row.stage().startsWith("generate-") ? whole : 0;
        }
        int devices = Math.max(1, tables.spark().sparkContext().statusTracker().getExecutorInfos().length - 1);
        out.println(String.format(
                Locale.ROOT,
                "time on %d device(s) like these: %.2f hours, of which %.2f in models",
                devices,
                seconds / SECONDS_AN_HOUR,
                generating / SECONDS_AN_HOUR));
        if (conf.prices().isNone()) {
            out.println("money: set prices.deviceHour or prices.thousandTokens");
        } else {
            out.println(String.format(
                            Locale.ROOT,
                            "money: %.2f %s",
                            conf.prices().of(tokens, generating * devices),
                            conf.prices().currency())
                    .strip());
        }
    }

    private FunnelRow stage(String name) {
        return funnel.stream()
                .filter(row -> row.stage().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Asked> planned() {
        Map<String, Integer> maxNewTokens = conf.plan().maxNewTokens();
        return tables
                .read(Nouns.REQUESTS)
                .groupBy(Nouns.FIELD, "modality", Nouns.TEMPLATE)
                .agg(count(lit(1)).as("count"))
                .orderBy(Nouns.FIELD, Nouns.TEMPLATE)
                .collectAsList()
                .stream()
                .map(row -> new Asked(
                        row.getAs(Nouns.TEMPLATE),
                        row.getAs("modality").equals("text"),
                        (double) row.<Long>getAs("count"),
                        (double) row.<Long>getAs("count")
                                * maxNewTokens.getOrDefault(row.<String>getAs(Nouns.TEMPLATE), 0)))
                .toList();
    }

    private List<Asked> made() {
        return tables
                .read(Nouns.ARTIFACTS)
                .groupBy(Nouns.FIELD, "modality")
                .agg(
                        count(lit(1)).as("count"),
                        sum(col("prompt_tokens").plus(coalesce(col("completion_tokens"), lit(0))))
                                .as("tokens"))
                .orderBy(Nouns.FIELD)
                .collectAsList()
                .stream()
                .map(Costs::made)
                .toList();
    }

    private static Asked made(Row row) {
        boolean texts = row.getAs("modality").equals("text");
        return new Asked(
                row.getAs(Nouns.FIELD),
                texts,
                (double) row.<Long>getAs("count"),
                texts ? (double) row.<Long>getAs("tokens") : 0);
    }
}
