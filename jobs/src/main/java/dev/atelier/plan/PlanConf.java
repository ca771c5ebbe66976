package dev.atelier.plan;

import dev.atelier.domain.Modality;
import dev.atelier.domain.Require;
import dev.atelier.stage.Pass;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Section {@code plan}.
 *
 * @param templates in the order in which candidates of one field are numbered
 * @param rounds trying again where nothing was good enough; default: one round
 * @param sample items that something is asked for, the others are rejected as {@code not_sampled}; default all
 */
public record PlanConf(List<TemplateConf> templates, RoundsConf rounds, Integer sample) implements Serializable {
    public PlanConf {
        templates = Require.list(templates);
        rounds = rounds == null ? RoundsConf.ONE : rounds;
        Require.that(sample == null || sample >= 1, "plan.sample", sample, "must be 1 or more items");
        Require.that(!templates.isEmpty(), "plan.templates", templates, "name at least one template");
        Set<String> names = new HashSet<>();
        for (TemplateConf template : templates) {
            Require.that(names.add(template.name()), "name of a template", template.name(), "is given twice");
            Require.that(
                    template.round() <= rounds.of(template.field()),
                    "round of template " + template.name(),
                    template.round(),
                    "is never reached: its field has " + rounds.of(template.field()) + " (plan.rounds.most)");
        }
        checkFields(templates, rounds);
    }

    private static void checkFields(List<TemplateConf> templates, RoundsConf rounds) {
        Set<String> fields = templates.stream().map(TemplateConf::field).collect(Collectors.toCollection(TreeSet::new));
        Stream.concat(
                        rounds.fields().stream(),
                        rounds.escalate().stream().flatMap(escalation -> escalation.fields().stream()))
                .forEach(field -> Require.that(
                        fields.contains(field),
                        "field of plan.rounds",
                        field,
                        "must be one that templates make: " + fields));
    }

    /** What each field is. */
    public Map<String, Modality> modalities() {
        return templates.stream()
                .collect(Collectors.toMap(
                        TemplateConf::field, TemplateConf::modality, (first, other) -> first, TreeMap::new));
    }

    /** Every time through plan, generate and score, in order. */
    public List<Pass> passes() {
        return List.copyOf(Rounds.of(this).keySet());
    }

    Round round(Pass pass) {
        return Rounds.of(this).get(pass);
    }

    /** The templates of every pass, with what its round changes. */
    public List<TemplateConf> asked() {
        return Rounds.of(this).values().stream()
                .flatMap(round -> round.templates().stream())
                .distinct()
                .toList();
    }

    /** The most that is asked for one item in all rounds, by field. */
    public SortedMap<String, Long> mostByField() {
        SortedMap<String, Long> most = new TreeMap<>();
        Rounds.of(this).values().stream()
                .flatMap(round -> round.templates().stream())
                .forEach(template -> most.merge(template.field(), (long) template.most(), Long::sum));
        return most;
    }

    /** By template that writes texts. */
    public Map<String, Integer> maxNewTokens() {
        return of(Modality.TEXT).stream().collect(Collectors.toMap(TemplateConf::name, template -> template.text()
                .maxNewTokens()));
    }

    /** What is asked for in a pass, in words. */
    public String words(Pass pass) {
        Round round = round(pass);
        return "round " + round.number() + " of " + String.join(", ", round.fields());
    }

    /**
     * Checks every slot.
     *
     * @param attributes all that rows can have
     * @throws dev.atelier.stage.ConfError naming the template, the slot and the nearest slot
     */
    public void check(Set<String> attributes) {
        PlanCheck.slots(this, templates, attributes);
        Rounds.of(this);
    }

    /** What assets are made for, such as {@code title}, sorted. */
    public Set<String> fields() {
        return templates.stream().map(TemplateConf::field).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Templates of one modality, in order. */
    List<TemplateConf> of(Modality modality) {
        return templates.stream().filter(t -> t.modality() == modality).toList();
    }

    /** Fields that text templates write: the slots {@code text.<field>} of other fields. */
    List<String> textFields() {
        return of(Modality.TEXT).stream().map(TemplateConf::field).distinct().toList();
    }
}
