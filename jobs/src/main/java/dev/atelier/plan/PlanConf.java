package dev.atelier.plan;

import dev.atelier.domain.Modality;
import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Section {@code plan}: the templates, in the order in which candidates of one field are numbered. */
public record PlanConf(List<TemplateConf> templates) implements Serializable {
    public PlanConf {
        templates = Require.list(templates);
        Require.that(!templates.isEmpty(), "plan.templates", templates, "name at least one template");
        Set<String> names = new HashSet<>();
        for (TemplateConf template : templates) {
            Require.that(names.add(template.name()), "name of a template", template.name(), "is given twice");
        }
    }

    /**
     * Checks every slot.
     *
     * @param attributes all that rows can have
     * @throws dev.atelier.stage.ConfError naming the template, the slot and the nearest slot
     */
    public void check(Set<String> attributes) {
        for (Modality modality : Modality.values()) {
            PlanCheck.slots(this, modality, attributes);
        }
    }

    /** What assets are made for, such as {@code title}, sorted. */
    public Set<String> fields() {
        return templates.stream().map(TemplateConf::field).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Templates of one modality, in order. */
    List<TemplateConf> of(Modality modality) {
        return templates.stream().filter(t -> t.modality() == modality).toList();
    }

    /** Fields that text templates write: the slots {@code text.<field>} of picture prompts. */
    List<String> textFields() {
        return of(Modality.TEXT).stream().map(TemplateConf::field).distinct().toList();
    }
}
