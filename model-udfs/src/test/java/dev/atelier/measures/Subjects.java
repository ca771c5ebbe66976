package dev.atelier.measures;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Target;
import dev.atelier.domain.Text;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import java.util.List;

/** Texts and items as scorers see them. */
final class Subjects {
    private Subjects() {}

    static Item item(String name, String description, Attribute... attributes) {
        return new Item(
                "i",
                new ItemText("S", null, name, description, null, null),
                "en",
                9.0,
                "EUR",
                List.of(attributes),
                null,
                "CC0-1.0",
                "a#1");
    }

    static Scorable row(Item item, String prompt, String text, String finishReason) {
        GenerationRequest request = GenerationRequest.of(
                new Target(item.itemId(), "title", 0),
                new WriteText(null, prompt, new TextParameters(60, 0.7, 0, 0.9, 0.0, 1.0, List.of())),
                new ModelRef("writer", "a".repeat(64), "p".repeat(64), Precision.FP32),
                1,
                new Origin("title-v1", "0123456789ab", null));
        Text made = new Text(text, ContentId.of(text), 20, finishReason, -1.0);
        return new Scorable(Artifact.of(request, made, 4, ""), request, item, List.of(), List.of());
    }

    static Subject subject(Item item, String text) {
        return new Subject(row(item, "Write", text, "stop"), null);
    }
}
