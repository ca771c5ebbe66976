package dev.atelier.plan;

import dev.atelier.domain.ModelSpec;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nearest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Compares templates with models and items before the first row is planned. */
final class PlanCheck {
    private PlanCheck() {}

    /** @throws ConfError naming the template, its model and the nearest model */
    static void models(List<TemplateConf> templates, List<ModelSpec> models) {
        List<String> known = models.stream().map(ModelSpec::name).toList();
        for (TemplateConf template : templates) {
            if (!known.contains(template.model())) {
                throw new ConfError("Unknown model " + template.model() + " of template " + template.name()
                        + " (did you mean " + Nearest.of(template.model(), known) + "? known: "
                        + String.join(", ", known) + ")");
            }
        }
    }

    /**
     * @param mapped attributes that the sources map
     * @param items read for the attribute names that occur, one small Spark job, only if a template uses one that no
     *     source maps: pages bring their own
     * @throws ConfError naming the template, the slot and the nearest slot
     */
    static void slots(PlanConf conf, List<TemplateConf> templates, Set<String> mapped, Dataset<Row> items) {
        boolean allMapped = templates.stream()
                .flatMap(PlanCheck::texts)
                .flatMap(t -> Slots.of("template", Slots.compile("template", t)).stream())
                .filter(slot -> slot.startsWith(Slots.ATTRIBUTES))
                .allMatch(slot -> mapped.contains(slot.substring(Slots.ATTRIBUTES.length())));
        Set<String> attributes = new TreeSet<>(mapped);
        if (!allMapped) {
            attributes.addAll(attributes(items));
        }
        slots(conf, templates, attributes);
    }

    /** @throws ConfError naming the template, the slot and the nearest slot */
    static void slots(PlanConf conf, List<TemplateConf> templates, Set<String> attributes) {
        for (TemplateConf template : templates) {
            List<String> fields = conf.textFields().stream()
                    .filter(field -> !field.equals(template.field()))
                    .toList();
            String what = "template " + template.name();
            texts(template).forEach(t -> Slots.check(what, Slots.compile(what, t), attributes, fields));
        }
    }

    private static Stream<String> texts(TemplateConf template) {
        return Stream.of(template.prompt(), template.system(), template.negativePrompt())
                .filter(java.util.Objects::nonNull);
    }

    private static Set<String> attributes(Dataset<Row> items) {
        return new TreeSet<>(items.selectExpr("explode(attributes.name)")
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
    }
}
