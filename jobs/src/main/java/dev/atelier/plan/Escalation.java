package dev.atelier.plan;

import dev.atelier.domain.Require;
import dev.atelier.domain.TextParameters;
import java.io.Serializable;
import java.util.List;

/**
 * What a further round does otherwise than the first one. What is left out stays as the template has it.
 *
 * @param fields it holds for; default all. Needed with {@code model} where texts and pictures have rounds
 * @param candidates for each item, variant and size
 * @param model name of another model
 * @param temperature of texts
 * @param guidanceScale of pictures
 */
public record Escalation(
        List<String> fields, Integer candidates, String model, Double temperature, Double guidanceScale)
        implements Serializable {
    public Escalation {
        fields = Require.list(fields);
    }

    TemplateConf on(TemplateConf template) {
        if (!fields.isEmpty() && !fields.contains(template.field())) {
            return template;
        }
        return new TemplateConf(
                template.name(),
                template.field(),
                model == null ? template.model() : model,
                template.prompts(),
                template.variants(),
                draws(template.draws()),
                template.languages(),
                template.text() == null || temperature == null ? template.text() : text(template.text()),
                template.image() == null || guidanceScale == null ? template.image() : image(template.image()));
    }

    private TemplateConf.Draws draws(TemplateConf.Draws draws) {
        return candidates == null
                ? draws
                : new TemplateConf.Draws(candidates, draws.seed(), draws.seedPolicy(), draws.round());
    }

    private TextParameters text(TextParameters text) {
        return new TextParameters(
                text.maxNewTokens(),
                temperature,
                text.topK(),
                text.topP(),
                text.minP(),
                text.repetitionPenalty(),
                text.stop());
    }

    private ImagePart image(ImagePart image) {
        return new ImagePart(
                image.sizes(),
                image.numInferenceSteps(),
                guidanceScale,
                image.noiseScheduler(),
                image.upscaleFactor(),
                image.sharpenAmount());
    }
}
