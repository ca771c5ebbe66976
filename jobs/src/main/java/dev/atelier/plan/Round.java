package dev.atelier.plan;

import dev.atelier.domain.Modality;
import java.io.Serializable;
import java.util.List;

/**
 * What is asked for in one round, of fields that may be asked for at the same time.
 *
 * @param number 1-based
 * @param templates with what the round changes
 * @param earlier as they were asked in rounds before, each as often as it was
 */
record Round(int number, List<TemplateConf> templates, List<TemplateConf> earlier) implements Serializable {
    Round {
        templates = List.copyOf(templates);
        earlier = List.copyOf(earlier);
    }

    Round of(Modality modality) {
        return new Round(
                number,
                templates.stream().filter(t -> t.modality() == modality).toList(),
                earlier.stream().filter(t -> t.modality() == modality).toList());
    }

    List<String> fields() {
        return templates.stream().map(TemplateConf::field).distinct().toList();
    }

    /** Candidates that the template of that name had in earlier rounds, for each item, variant and size. */
    int candidatesBefore(String template) {
        return earlier.stream()
                .filter(t -> t.name().equals(template))
                .mapToInt(TemplateConf::candidates)
                .sum();
    }
}
