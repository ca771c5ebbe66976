package dev.atelier.rows;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Precision;
import dev.atelier.domain.RawItem;
import java.util.List;

/** Records as they stand in the tables of a run. */
final class BenchmarkRecords {
    private BenchmarkRecords() {}

    static RawItem rawItem() {
        return new RawItem(
                "a.csv#2",
                "a.csv",
                2,
                "M1",
                "Mug",
                null,
                "Kitchen",
                null,
                "€ 9",
                null,
                "de-DE",
                true,
                List.of(new Attribute("colour", "red")),
                "CC0-1.0");
    }

    static Item item() {
        return new Item(
                "i",
                "M1",
                "Mug",
                "A mug",
                "Kitchen",
                null,
                "en",
                9.0,
                "EUR",
                List.of(new Attribute("colour", "red")),
                List.of("price_in_text"),
                "CC0-1.0",
                "a.csv#2");
    }

    static GenerationRequest request() {
        return new GenerationRequest(
                "r",
                "i",
                Modality.IMAGE,
                "picture",
                1,
                "t",
                "v",
                null,
                "a red mug",
                "",
                "painter",
                "d",
                Precision.BF16,
                null,
                new ImageParameters(64, 64, 50, 7.5, NoiseSchedulerKind.DDIM, 1, 2, 4, 0.5),
                1024,
                null);
    }

    static Artifact artifact() {
        return new Artifact(
                "a",
                "r",
                "i",
                Modality.IMAGE,
                "picture",
                1,
                null,
                "files/ab/ab.png",
                "s",
                "p",
                64,
                64,
                new byte[300],
                12,
                null,
                null,
                null,
                "");
    }
}
