package dev.atelier.plan;

import com.samskivert.mustache.Template;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Plan;
import dev.atelier.domain.Target;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An item to its requests: pure, and every id and seed from content. One planner serves one task. */
final class Planner {
    /** A text written for an item, which a picture prompt may quote. */
    public record WrittenText(String field, String artifactId, String text) {}

    private record Compiled(TemplateConf conf, ModelSpec model, Template prompt, Template system, Template negative) {}

    private final List<Compiled> templates;

    Planner(List<TemplateConf> templates, List<ModelSpec> models) {
        this.templates = templates.stream()
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
     * @param texts at most one of each field
     * @throws dev.atelier.domain.RowFailure if the item lacks what a template needs
     */
    Plan plan(Item item, List<WrittenText> texts) {
        List<GenerationRequest> requests = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (Compiled template : templates) {
            List<String> languages = template.conf().languages();
            if (languages.isEmpty() || languages.contains(item.language())) {
                List<String> variants = template.conf().variants();
                for (String variant : variants.isEmpty() ? List.of("") : variants) {
                    add(requests, numbers, template, item, variant, texts);
                }
            }
        }
        return new Plan(item.itemId(), distinct(requests));
    }

    /** Two templates that ask for the very same thing for one field ask once. */
    private static List<GenerationRequest> distinct(List<GenerationRequest> requests) {
        Map<List<String>, GenerationRequest> byAsk = new LinkedHashMap<>();
        requests.forEach(r -> byAsk.putIfAbsent(List.of(r.target().field(), r.askId()), r));
        return List.copyOf(byAsk.values());
    }

    private static void add(
            List<GenerationRequest> requests,
            Map<String, Integer> numbers,
            Compiled template,
            Item item,
            String variant,
            List<WrittenText> texts) {
        TemplateConf conf = template.conf();
        Words words = Words.of(template, item, variant, texts);
        Origin origin = new Origin(conf.name(), conf.version(), quoted(template, texts));
        for (String size : conf.image() == null ? List.of("") : conf.image().sizes()) {
            for (int k = 0; k < conf.candidates(); k++) {
                int candidate = numbers.merge(conf.field(), 1, Integer::sum) - 1;
                requests.add(GenerationRequest.of(
                        new Target(item.itemId(), conf.field(), candidate),
                        conf.image() == null
                                ? new WriteText(words.system(), words.prompt(), text(template))
                                : new DrawPicture(words.prompt(), words.negative(), image(conf, size, k)),
                        template.model().ref(),
                        seed(conf, item, variant, k),
                        origin));
            }
        }
    }

    /** A template's texts with their slots filled. */
    private record Words(String system, String prompt, String negative) {
        static Words of(Compiled template, Item item, String variant, List<WrittenText> texts) {
            TemplateConf conf = template.conf();
            Map<String, Object> values = Slots.values(
                    item, variant, texts.stream().collect(Collectors.toMap(WrittenText::field, WrittenText::text)));
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

    /** Of what the item is, not of all it says: another price or description leaves the seed as it was. */
    private static long seed(TemplateConf conf, Item item, String variant, int k) {
        if (conf.seedPolicy() == SeedPolicy.FIXED) {
            return conf.text() == null ? conf.seed() : (conf.seed() + k) % (1L << 32);
        }
        return IdWriter.of("seed/1")
                .number("seed", conf.seed())
                .text("item", item.key())
                .text("field", conf.field())
                .text("variant", variant.isEmpty() ? null : variant)
                .number("candidate", k)
                .seed();
    }

    /** Id of the first text that the prompt quotes; null if it quotes none. */
    private static String quoted(Compiled template, List<WrittenText> texts) {
        if (template.conf().modality() == Modality.TEXT) {
            return null;
        }
        List<String> fields = Slots.textFieldsIn(Slots.of("prompt", template.prompt()));
        return texts.stream()
                .filter(t -> fields.contains(t.field()))
                .map(WrittenText::artifactId)
                .findFirst()
                .orElse(null);
    }
}
