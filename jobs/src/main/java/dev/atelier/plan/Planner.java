package dev.atelier.plan;

import com.samskivert.mustache.Template;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Plan;
import dev.atelier.domain.TextParameters;
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

    private record Compiled(
            TemplateConf conf, ModelChoice model, Template prompt, Template system, Template negative) {}

    private final List<Compiled> templates;

    Planner(List<TemplateConf> templates, List<ModelChoice> models) {
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

    /** Two templates that ask for the very same thing ask once. */
    private static List<GenerationRequest> distinct(List<GenerationRequest> requests) {
        Map<String, GenerationRequest> byId = new LinkedHashMap<>();
        requests.forEach(request -> byId.putIfAbsent(request.requestId(), request));
        return List.copyOf(byId.values());
    }

    private static void add(
            List<GenerationRequest> requests,
            Map<String, Integer> numbers,
            Compiled template,
            Item item,
            String variant,
            List<WrittenText> texts) {
        TemplateConf conf = template.conf();
        Map<String, Object> values = Slots.values(
                item, variant, texts.stream().collect(Collectors.toMap(WrittenText::field, WrittenText::text)));
        String prompt = Slots.fill("prompt of template " + conf.name(), template.prompt(), values, item);
        String system = conf.system() == null
                ? null
                : Slots.fill("system of template " + conf.name(), template.system(), values, item);
        String negative = conf.image() == null
                ? null
                : Slots.fill("negativePrompt of template " + conf.name(), template.negative(), values, item);
        String source = quoted(template, texts);
        boolean fixed = conf.seedPolicy().equals("fixed");
        for (String size : conf.image() == null ? List.of("") : conf.image().sizes()) {
            for (int k = 0; k < conf.candidates(); k++) {
                TextParameters text = conf.text() == null
                        ? null
                        : conf.text().parameters(template.model().settings());
                ImageParameters image = conf.image() == null
                        ? null
                        : fixed
                                ? conf.image().parameters(size, k, conf.candidates())
                                : conf.image().parameters(size, 0, 1);
                long seed = !fixed
                        ? ContentId.seedOf(conf.seed(), item.itemId(), conf.name(), variant, k)
                        : conf.text() == null ? conf.seed() : (conf.seed() + k) % (1L << 32);
                requests.add(request(
                        template,
                        item,
                        numbers.merge(conf.field(), 1, Integer::sum) - 1,
                        new Filled(system, prompt, negative, text, image, seed, source)));
            }
        }
    }

    private record Filled(
            String system,
            String prompt,
            String negative,
            TextParameters text,
            ImageParameters image,
            long seed,
            String sourceArtifactId) {}

    private static GenerationRequest request(Compiled template, Item item, int candidate, Filled filled) {
        TemplateConf conf = template.conf();
        ModelChoice model = template.model();
        String id = ContentId.of(
                item.itemId(),
                conf.field(),
                conf.prompt(),
                filled.prompt(),
                filled.negative(),
                filled.system(),
                model.digest(),
                model.precision(),
                filled.text(),
                filled.image(),
                filled.seed());
        return new GenerationRequest(
                id,
                item.itemId(),
                conf.modality(),
                conf.field(),
                candidate,
                conf.name(),
                conf.version(),
                filled.system(),
                filled.prompt(),
                filled.negative(),
                model.name(),
                model.digest(),
                model.precision(),
                filled.text(),
                filled.image(),
                filled.seed(),
                filled.sourceArtifactId());
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
