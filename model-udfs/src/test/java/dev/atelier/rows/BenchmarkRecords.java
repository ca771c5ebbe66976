package dev.atelier.rows;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Modality;
import dev.atelier.domain.NoiseSchedulerKind;
import dev.atelier.domain.Precision;
import dev.atelier.domain.TextParameters;
import java.util.List;

/** Records as they stand in the tables of a run. */
final class BenchmarkRecords {
    /** A request with the columns of its table side by side, which the peer can read too. */
    public record FlatRequest(
            String requestId,
            String itemId,
            Modality modality,
            String field,
            int candidate,
            String template,
            String templateVersion,
            String system,
            String prompt,
            String negativePrompt,
            String model,
            String modelDigest,
            Precision precision,
            TextParameters text,
            ImageParameters image,
            long seed,
            String sourceArtifactId) {}

    /** An artifact with the columns of its table side by side. */
    public record FlatArtifact(
            String artifactId,
            String requestId,
            String itemId,
            Modality modality,
            String field,
            int candidate,
            String text,
            String uri,
            String sha256,
            String pixelsSha256,
            Integer widthPx,
            Integer heightPx,
            byte[] thumbnail,
            int promptTokens,
            Integer completionTokens,
            String finishReason,
            Double meanLogprob,
            String truncatedPrompt) {}

    /** A raw row with the columns of its table side by side. */
    public record FlatRawItem(
            String rowId,
            String source,
            long sourceRow,
            String sku,
            String gtin,
            String name,
            String description,
            String category,
            String brand,
            String price,
            String currency,
            String locale,
            boolean typedPrice,
            List<Attribute> attributes,
            String licence) {}

    /** An item with the columns of its table side by side. */
    public record FlatItem(
            String itemId,
            String sku,
            String gtin,
            String name,
            String description,
            String category,
            String brand,
            String language,
            Double price,
            String currency,
            List<Attribute> attributes,
            List<String> flags,
            String licence,
            String source) {}

    private BenchmarkRecords() {}

    static FlatRawItem rawItem() {
        return new FlatRawItem(
                "a.csv#2",
                "a.csv",
                2,
                "M1",
                null,
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

    static FlatItem item() {
        return new FlatItem(
                "i",
                "M1",
                null,
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

    static FlatRequest request() {
        return new FlatRequest(
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

    static FlatArtifact artifact() {
        return new FlatArtifact(
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
