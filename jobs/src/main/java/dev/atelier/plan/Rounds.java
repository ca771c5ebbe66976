package dev.atelier.plan;

import dev.atelier.domain.Modality;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Pass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The order in which everything is asked for, as one list: fields whose prompts quote no other field first, round by round;
 * then those that quote them, round by round; and so on. Bounded: the list is made from the configuration alone.
 */
final class Rounds {
    private Rounds() {}

    /** @throws ConfError if fields quote each other in a circle, or a round would make again what was made */
    static Map<Pass, Round> of(PlanConf conf) {
        Map<Pass, Round> passes = new LinkedHashMap<>();
        int texts = 0;
        int pictures = 0;
        for (Set<String> fields : levels(conf).values()) {
            int most = fields.stream().mapToInt(conf.rounds()::of).max().orElse(1);
            for (int round = 1; round <= most; round++) {
                Round asked = round(conf, fields, round);
                boolean writes = !asked.of(Modality.TEXT).templates().isEmpty();
                boolean draws = !asked.of(Modality.IMAGE).templates().isEmpty();
                texts += writes ? 1 : 0;
                pictures += draws ? 1 : 0;
                passes.put(new Pass(passes.size() + 1, writes ? texts : 0, draws ? pictures : 0), asked);
            }
        }
        return passes;
    }

    private static Round round(PlanConf conf, Set<String> fields, int round) {
        List<TemplateConf> earlier = new ArrayList<>();
        for (int before = 1; before < round; before++) {
            earlier.addAll(templates(conf, fields, before));
        }
        Round asked = new Round(round, templates(conf, fields, round), earlier);
        asked.templates().forEach(template -> refuseRepetition(template, asked));
        return asked;
    }

    /** Of each field the templates that came last, with what the round changes of them. */
    private static List<TemplateConf> templates(PlanConf conf, Set<String> fields, int round) {
        List<TemplateConf> all = new ArrayList<>();
        for (String field : fields) {
            if (round <= conf.rounds().of(field)) {
                int since = of(conf, field).stream()
                        .mapToInt(TemplateConf::round)
                        .filter(first -> first <= round)
                        .max()
                        .orElse(0);
                of(conf, field).stream()
                        .filter(t -> t.round() == since)
                        .map(t -> t.round() == round
                                ? t
                                : conf.rounds().in(round).map(e -> e.on(t)).orElse(t))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static List<TemplateConf> of(PlanConf conf, String field) {
        return conf.templates().stream().filter(t -> t.field().equals(field)).toList();
    }

    /** Greedy decoding gives one text whatever the seed. */
    private static void refuseRepetition(TemplateConf template, Round round) {
        boolean again = template.text() != null
                && template.text().temperature() == 0
                && round.earlier().stream().anyMatch(template::asksLike);
        if (again) {
            throw new ConfError("Invalid plan.rounds: round " + round.number() + " of template " + template.name()
                    + " would give the text of an earlier one (temperature 0 gives one text whatever the seed: let"
                    + " plan.rounds.escalate name a temperature or another model for field " + template.field()
                    + ", or list plan.rounds.fields without it)");
        }
    }

    /** Fields by how many others must be selected before them. */
    private static Map<Integer, Set<String>> levels(PlanConf conf) {
        Map<Integer, Set<String>> levels = new TreeMap<>();
        conf.templates().stream().map(TemplateConf::field).distinct().forEach(field -> levels.computeIfAbsent(
                        level(conf, field, Set.of()), l -> new LinkedHashSet<>())
                .add(field));
        return levels;
    }

    private static int level(PlanConf conf, String field, Set<String> above) {
        if (above.contains(field)) {
            throw new ConfError("Invalid plan.templates: field " + field + " quotes itself by way of {{text."
                    + String.join("}}, {{text.", above) + "}} (a field can only quote fields that are selected before"
                    + " it)");
        }
        Set<String> all = new LinkedHashSet<>(above);
        all.add(field);
        return of(conf, field).stream()
                .flatMap(template -> template.quoted().stream())
                .collect(Collectors.toSet())
                .stream()
                .filter(conf.textFields()::contains) // an unknown one is refused with the other slots
                .mapToInt(quoted -> 1 + level(conf, quoted, all))
                .max()
                .orElse(0);
    }
}
