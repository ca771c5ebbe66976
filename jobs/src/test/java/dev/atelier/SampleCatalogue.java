package dev.atelier;

import dev.atelier.clean.CleanConf;
import dev.atelier.collect.CollectConf;
import dev.atelier.collect.SourceConf;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The sample catalogue as the demo's configuration describes it. */
public final class SampleCatalogue {
    public static final Path ROOT = Path.of(System.getProperty("atelier.root"), "data-samples", "catalogue");

    private SampleCatalogue() {}

    public static CollectConf collect() {
        return new CollectConf(List.of(
                new SourceConf(
                        ROOT.resolve("shop.csv").toString(),
                        "csv",
                        "UTF-8",
                        Map.of(
                                "sku", "handle",
                                "name", "title",
                                "description", "body_html",
                                "category", "category",
                                "brand", "vendor",
                                "price", "price"),
                        Map.of("type", "product_type", "colour", "colour", "material", "material", "size", "size"),
                        null,
                        "CC0-1.0"),
                new SourceConf(
                        ROOT.resolve("lager.csv").toString(),
                        "csv",
                        "windows-1252",
                        Map.of(
                                "sku", "artikel",
                                "name", "bezeichnung",
                                "description", "beschreibung",
                                "category", "warengruppe",
                                "brand", "hersteller",
                                "price", "vk"),
                        Map.of("type", "art", "colour", "farbcode", "material", "material", "size", "groesse"),
                        ";",
                        "CC0-1.0"),
                new SourceConf(
                        ROOT.resolve("feed.jsonl").toString(),
                        "jsonl",
                        null,
                        Map.of(
                                "sku", "id",
                                "name", "title",
                                "description", "text",
                                "category", "category",
                                "brand", "brand",
                                "price", "/price/amount",
                                "currency", "/price/currency"),
                        Map.of(
                                "type", "/specs/type",
                                "colour", "/specs/colour",
                                "material", "/specs/material",
                                "size", "/specs/size"),
                        null,
                        "CC0-1.0"),
                new SourceConf(ROOT.resolve("pages/*.html").toString(), "html", null, null, null, null, "CC0-1.0")));
    }

    public static CleanConf clean() {
        return new CleanConf(List.of("en", "de"), List.of("DE", "GB"), "EUR", null, null, null, null, null, null);
    }
}
