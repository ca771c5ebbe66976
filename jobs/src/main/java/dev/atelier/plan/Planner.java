package dev.atelier.plan;

import com.samskivert.mustache.Template;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Item;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Plan;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.Target;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** An item to its requests: pure, and every id and seed from content. One planner serves one task. */
final class Planner {
    /**
     * What became of a field of an item in the passes before.
     *
     * @param artifactId of the best that was selected; null if its candidates were all rejected
     * @param text which prompts of other fields may quote; null for pictures
     */
    public record Standing(String field, String artifactId, String text) {}

    /**
     * What is asked for.
     *
     * @param waiting fields that are not asked for, because one that they quote has no selected text
     */
    record Planned(Plan plan, List<RowFailure> waiting) {}

    private record Compiled(TemplateConf conf, ModelSpec model, Template prompt, Template system, Template negative) {}

    private final Round round;
    private final List<Compiled> templates;

    Planner(Round round, List<ModelSpec> models) {
        this.round = round;
        this.templates = round.templates().stream()
                .map(t -> new Compiled(
                        t,
                        models.stream()
                                .filter(m -> m.name().equals(t.model()))
                                .findFirst()
                                .orElseThrow(),
                        Slots.compile("prompt of template " + t.name(), t.prompt()),
                        Slots.compile("system of template " + t.name(), t.system() == null ? "" : t.system()),
                        Slots.compile(
                                "negativePrompt of template " + t.name(),
                                t.negativePrompt() == null ? "" : t.negativePrompt())))
                .toList();
    }

    /**
     * @param standing at most one of each field
     * @throws RowFailure if the item lacks what a template needs
     */
    Planned plan(Item item, List<Standing> standing) {
        List<GenerationRequest> requests = new ArrayList<>();
        List<RowFailure> waiting = new ArrayList<>();
        Map<String, Integer> numbers = numbers(item);
        for (Compiled template : templates) {
            if (isFor(template.conf(), item) && isOpen(template.conf().field(), standing)) {
                try {
                    for (String variant : template.conf().eachVariant()) {
                        add(requests, numbers, template, item, variant, standing);
                    }
                } catch (RowFailure e) {
                    if (!e.reason().equals(Slots.NO_TEXT)) {
                        throw e;
                    }
                    waiting.add(e);
                }
            }
        }
        return new Planned(new Plan(item.itemId(), distinct(requests)), waiting);
    }

    private static boolean isFor(TemplateConf template, Item item) {
        return template.languages().isEmpty() || template.languages().contains(item.language());
    }

    /** In further rounds: what was asked for, and of which no candidate was selected. */
    private boolean isOpen(String field, List<Standing> standing) {
        return round.number() == 1
                || standing.stream().anyMatch(s -> s.field().equals(field) && s.artifactId() == null);
    }

    /** The number of the next candidate of each field: those of earlier rounds are taken. */
    private Map<String, Integer> numbers(Item item) {
        Map<String, Integer> numbers = new HashMap<>();
        for (TemplateConf template : round.earlier()) {
            if (isFor(template, item)) {
                numbers.merge(template.field(), template.most(), Integer::sum);
            }
        }
        return numbers;
    }

    /** Two templates that ask for the very same thing for one field ask once. */
    private static List<GenerationRequest> distinct(List<GenerationRequest> requests) {
        Map<List<String>, GenerationRequest> byAsk = new LinkedHashMap<>();
        requests.forEach(r -> byAsk.putIfAbsent(List.of(r.target().field(), r.askId()), r));
        return List.copyOf(byAsk.values());
    }

    private void add(
            List<GenerationRequest> requests,
            Map<String, Integer> numbers,
            Compiled template,
            Item item,
            String variant,
            List<Standing> standing) {
        TemplateConf conf = template.conf();
        Words words = Words.of(template, item, variant, standing);
        Origin origin = new Origin(conf.name(), conf.version(), quoted(conf, standing));
        int before = round.candidatesBefore(conf.name());
        for (String size : conf.eachSize()) {
            for (int k = 0; k < conf.candidates(); k++) {
                int candidate = numbers.merge(conf.field(), 1, Integer::sum) - 1;
                requests.add(GenerationRequest.of(
                        new Target(item.itemId(), conf.field(), candidate),
                        conf.image() == null
                                ? new WriteText(words.system(), words.prompt(), text(template))
                                : new DrawPicture(words.prompt(), words.negative(), image(conf, size, k)),
                        template.model().ref(),
                        seed(conf, item, variant, before + k),
                        origin));
            }
        }
    }

    /** A template's texts with their slots filled. */
    private record Words(String system, String prompt, String negative) {
        static Words of(Compiled template, Item item, String variant, List<Standing> standing) {
            TemplateConf conf = template.conf();
            Map<String, String> texts = standing.stream()
                    .filter(s -> s.artifactId() != null && s.text() != null)
                    .collect(Collectors.toMap(Standing::field, Standing::text));
            Map<String, Object> values = Slots.values(item, variant, texts);
            String of = " of template " + conf.name();
            return new Words(
                    conf.system() == null ? null : Slots.fill("system" + of, template.system(), values, item),
                    Slots.fill("prompt" + of, template.prompt(), values, item),
                    conf.image() == null ? null : Slots.fill("negativePrompt" + of, template.negative(), values, item));
        }
    }

    private static TextParameters text(Compiled template) {
        return template.conf().text().on(template.model().settings());
    }

    private static ImageParameters image(TemplateConf conf, String size, int k) {
        return conf.seedPolicy() == SeedPolicy.FIXED
                ? conf.image().parameters(size, k, conf.candidates())
                : conf.image().parameters(size, 0, 1);
    }

    /**
     * Of what the item is, not of all it says: another price or description leaves the seed as it was.
     *
     * @param k number among the template's candidates of all rounds
     */
    private long seed(TemplateConf conf, Item item, String variant, int k) {
        if (conf.seedPolicy() == SeedPolicy.FIXED) {
            // pictures of one round are one draw
            return (conf.seed() + (conf.text() == null ? round.number() - 1 : k)) % (1L << 32);
        }
        return IdWriter.of("seed/1")
                .number("seed", conf.seed())
                .text("item", item.key())
                .text("field", conf.field())
                .text("variant", variant.isEmpty() ? null : variant)
                .number("candidate", k)
                .seed();
    }

    /** Id of the first text that the prompts quote; null if they quote none. */
    private static String quoted(TemplateConf conf, List<Standing> standing) {
        List<String> fields = conf.quoted();
        return standing.stream()
                .filter(s -> fields.contains(s.field()))
                .map(Standing::artifactId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
