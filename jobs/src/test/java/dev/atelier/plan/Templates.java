package dev.atelier.plan;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Precision;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.VendorSettings;
import java.util.List;

/** Small templates, models and items for the tests of this package. */
final class Templates {
    static final List<ModelSpec> MODELS = List.of(
            model("writer", "d1", Precision.FP32, VendorSettings.NONE),
            model("painter", "d2", Precision.FP32, VendorSettings.NONE));

    private Templates() {}

    static ModelSpec model(String name, String digest, Precision precision, VendorSettings settings) {
        return new ModelSpec(new ModelRef(name, digest, "p1", precision), "/models/" + name, DeviceWish.CPU, settings);
    }

    static TemplateConf text(String field, String prompt, int candidates, SeedPolicy seedPolicy) {
        TextParameters part = new TextParameters(20, 0.7, null, null, null, null, null);
        return new TemplateConf(
                null,
                field,
                "writer",
                new TemplateConf.Prompts("You write.", prompt, null),
                null,
                new TemplateConf.Draws(candidates, 7L, seedPolicy),
                null,
                part,
                null);
    }

    static TemplateConf picture(String prompt, int candidates, SeedPolicy seedPolicy, List<String> sizes) {
        ImagePart part = new ImagePart(sizes, 25, null, null, null, null);
        return new TemplateConf(
                null,
                "picture",
                "painter",
                new TemplateConf.Prompts(null, prompt, "blurry"),
                null,
                new TemplateConf.Draws(candidates, 7L, seedPolicy),
                null,
                null,
                part);
    }

    static PlanConf plan(TemplateConf... templates) {
        return new PlanConf(List.of(templates), null, null);
    }

    /** Asked in the first round. */
    static Round once(TemplateConf... templates) {
        return new Round(1, List.of(templates), List.of());
    }

    static Item item(String id, String name, String brand, String language, Attribute... attributes) {
        return new Item(
                id,
                new ItemText(null, null, name, "Its {{description}} & more.", "Kitchen", brand),
                language,
                12.9,
                "EUR",
                List.of(attributes),
                null,
                "CC0-1.0",
                "shop.csv#" + id);
    }
}
