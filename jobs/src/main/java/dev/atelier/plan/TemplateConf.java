package dev.atelier.plan;

import dev.atelier.domain.ContentId;
import dev.atelier.domain.Inline;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Require;
import dev.atelier.domain.TextParameters;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One kind of asset made for each item. Has section {@code text} or section {@code image}.
 *
 * @param name unique; default: the field
 * @param field what the asset is for, such as {@code title} or {@code picture}
 * @param model name of the model in section {@code models}
 * @param prompts what the model is to read
 * @param variants values of the slot {@code variant}, each tried; default none
 * @param draws how many assets are made, from which seeds and since when
 * @param languages items it is for, by ISO 639-1 code; default all
 */
public record TemplateConf(
        String name,
        String field,
        String model,
        @Inline Prompts prompts,
        List<String> variants,
        @Inline Draws draws,
        List<String> languages,
        TextParameters text,
        ImagePart image)
        implements Serializable {
    /**
     * What the model is to read.
     *
     * @param system system message, a mustache template; null for none
     * @param prompt mustache template; see {@link Slots}. Empty for pictures that no words guide
     * @param negativePrompt for pictures, a mustache template; default empty
     */
    public record Prompts(String system, String prompt, String negativePrompt) implements Serializable {}

    /**
     * How many assets are made, from which seeds and since when.
     *
     * @param candidates assets per item, variant and size; default 1
     * @param seed default 1024
     * @param seedPolicy {@code content} (default: each item, field and candidate its own, from {@code seed} and the item's key) or
     *     {@code fixed}: the seed as it stands; picture k is the k-th of one draw, as diffusers' num_images_per_prompt
     *     makes them, text k uses seed + k; each further round draws from the next seed
     * @param round the first in which it is asked; from then on the field's templates of earlier rounds are not. Default 1
     */
    public record Draws(Integer candidates, Long seed, SeedPolicy seedPolicy, Integer round) implements Serializable {
        public Draws {
            candidates = candidates == null ? 1 : candidates;
            seed = seed == null ? 1024L : seed;
            seedPolicy = seedPolicy == null ? SeedPolicy.CONTENT : seedPolicy;
            round = round == null ? 1 : round;
        }

        /** From the first round on. */
        Draws(Integer candidates, Long seed, SeedPolicy seedPolicy) {
            this(candidates, seed, seedPolicy, null);
        }
    }

    public TemplateConf {
        Require.text(field, "field of a template");
        Require.that(field.matches("[a-z][a-z0-9_]*"), "field of a template", field, "must be a lower-case word");
        name = name == null ? field : name;
        Require.text(model, "model of template " + name);
        Require.that(
                prompts.prompt() != null && (image != null || !prompts.prompt().isBlank()),
                "prompt of template " + name,
                prompts.prompt(),
                "must be there, and not be empty for texts");
        Require.that(
                (text == null) != (image == null),
                "template " + name,
                text == null ? "neither text nor image" : "text and image",
                "must have exactly one of the sections text {...} and image {...}");
        Require.that(
                image != null || prompts.negativePrompt() == null,
                "negativePrompt of template " + name,
                prompts.negativePrompt(),
                "is for pictures only");
        Require.that(
                text != null || prompts.system() == null,
                "system of template " + name,
                prompts.system(),
                "is for texts only");
        variants = Require.list(variants);
        Require.that(
                variants.stream().distinct().count() == variants.size(),
                "variants of template " + name,
                variants,
                "must differ");
        Require.within(draws.candidates(), 1, 1024, "candidates of template " + name);
        Require.that(
                draws.seed() >= 0 && draws.seed() < 1L << 32,
                "seed of template " + name,
                draws.seed(),
                "must be 0 to 4294967295: torch's generator uses 32 bits");
        languages = Require.list(languages);
        Require.that(draws.round() >= 1, "round of template " + name, draws.round(), "must be 1 or more");
    }

    /** Fields whose selected text its prompts quote. */
    List<String> quoted() {
        return Stream.of(system(), prompt(), negativePrompt())
                .filter(Objects::nonNull)
                .flatMap(text ->
                        Slots.textFieldsIn(Slots.of("template " + name, Slots.compile("template " + name, text)))
                                .stream())
                .distinct()
                .toList();
    }

    /** Whether the same words go to the same model with the same parameters, but for the seed. */
    boolean asksLike(TemplateConf other) {
        return model.equals(other.model)
                && prompts.equals(other.prompts)
                && variants.equals(other.variants)
                && Objects.equals(text, other.text)
                && Objects.equals(image, other.image);
    }

    /** What it wants of its model. */
    public ModelUse use() {
        String by = "template " + name;
        return text != null
                ? new ModelUse.Write(by, system() != null, text.maxNewTokens())
                : new ModelUse.Draw(
                        by,
                        image.sizes().stream()
                                .map(size -> image.parameters(size, 0, 1))
                                .toList());
    }

    List<String> eachVariant() {
        return variants.isEmpty() ? List.of("") : variants;
    }

    List<String> eachSize() {
        return image == null ? List.of("") : image.sizes();
    }

    /** Candidates for an item, of every variant and size. */
    int most() {
        return eachVariant().size() * eachSize().size() * candidates();
    }

    Modality modality() {
        return text != null ? Modality.TEXT : Modality.IMAGE;
    }

    /** First 12 hex digits of the sha256 over the template's texts. */
    String version() {
        return ContentId.of(system(), prompt(), negativePrompt()).substring(0, 12);
    }

    String system() {
        return prompts.system();
    }

    String prompt() {
        return prompts.prompt();
    }

    String negativePrompt() {
        return prompts.negativePrompt();
    }

    int candidates() {
        return draws.candidates();
    }

    long seed() {
        return draws.seed();
    }

    SeedPolicy seedPolicy() {
        return draws.seedPolicy();
    }

    int round() {
        return draws.round();
    }
}
