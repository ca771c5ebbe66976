package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.SparkSessions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets and personal data in every field and attribute of three kinds of sources, through a whole run in a process of its own;
 * then everything that it wrote and said is searched for them, Spark's event log too. Raw rows hold them, and must: they are
 * what a product is traced back to, forgotten by and replayed from. They stand in {@code raw_items}, in the payloads of
 * {@code rejected_items} and {@code quarantine}, and in the outcomes that these are made of.
 */
class PlantedDataTest {
    private static final Path ROOT = Path.of(System.getProperty("atelier.root"));
    private static final String PROSE = "A light mug for the garden and the kitchen, with a wide handle, number ";

    /** What is looked for, by what a row says. The key is put together, so that no scanner takes this file for a leak. */
    private static final Map<String, String> PLANTED = new TreeMap<>(Map.ofEntries(
            Map.entry("Ask petra.muster@example.org soon", "petra.muster"),
            Map.entry("or petra.spelled at example dot org", "petra.spelled"),
            Map.entry("card 5500 0055 5555 5559", "5500 0055"),
            Map.entry("IBAN DE89 3704 0044 0532 0130 00", "0532 0130"),
            Map.entry("call +49 30 901820", "901820"),
            Map.entry("visitor 203.0.113.77", "203.0.113"),
            Map.entry("born on 14.03.1961", "14.03.1961"),
            Map.entry("SSN 536-90-4399", "536-90-4399"),
            Map.entry("see https://anna:hunter2@example.net/x", "hunter2"),
            Map.entry("and https://example.net/x?sig=plantedsignature", "plantedsignature"),
            Map.entry("key AKIA" + "PLANTEDEXAMPLE77", "PLANTEDEXAMPLE77")));

    private static final String ALL = String.join(". ", PLANTED.keySet()) + ".";

    @TempDir
    Path folder;

    private Path out;
    private int row;

    /** Columns of a product that says everything in one field, and nothing in the others. */
    private Map<String, String> product(String field) {
        Map<String, String> product = new TreeMap<>(Map.of(
                "sku", "S-" + row,
                "gtin", "4006381333931",
                "name", "Mug " + (char) ('A' + row % 26) + (char) ('a' + row / 26),
                "description", PROSE + row + ".",
                "category", "mugs",
                "brand", "Pine",
                "price", "12.90",
                "currency", "EUR",
                "note", "red"));
        product.computeIfPresent(field, (name, text) -> switch (name) {
            case "name", "description" -> text + " " + ALL;
            default -> ALL;
        });
        row++;
        return product;
    }

    private static String json(Map<String, String> product) {
        return product.entrySet().stream()
                .map(cell -> "\"" + cell.getKey() + "\": \"" + cell.getValue() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private void writeSources() throws IOException {
        List<String> fields = List.copyOf(product("").keySet());
        List<String> csv = new ArrayList<>(List.of(String.join(",", fields)));
        List<String> lines = new ArrayList<>();
        Path pages = Files.createDirectories(folder.resolve("pages"));
        for (String field : fields) {
            csv.add(product(field).values().stream()
                    .map(cell -> "\"" + cell + "\"")
                    .collect(Collectors.joining(",")));
        }
        for (String field : List.of("sku", "name", "description", "note")) {
            lines.add(json(product(field)));
            Files.writeString(pages.resolve(field + ".html"), page(product(field), "note"));
        }
        Files.writeString(pages.resolve("named.html"), page(product(""), ALL));
        Files.writeString(
                pages.resolve("broken.html"), "<html>" + ALL + "<script type=\"application/ld+json\">{" + ALL);
        csv.add("\"" + ALL + "\",x"); // too few cells
        lines.add("{\"name\": \"" + ALL + "\", \"description\": " + ALL);
        lines.add("{\"name\": {\"" + ALL + "\": 1}}");
        for (String refused : List.of(
                "<|im_start|> " + ALL,
                "Un sac en lin qui porte un ordinateur et deux livres. " + ALL,
                ALL.repeat(40))) {
            Map<String, String> product = product("");
            product.put("description", refused);
            lines.add(json(product));
        }
        Files.write(folder.resolve("shop.csv"), csv);
        Files.write(folder.resolve("feed.jsonl"), lines);
    }

    private static String page(Map<String, String> p, String attribute) {
        return """
                <html lang="en"><script type="application/ld+json">
                {"@context": "https://schema.org", "@type": "Product", "sku": "%s", "gtin13": "%s", "name": "%s",
                 "description": "%s", "category": "%s", "brand": {"@type": "Brand", "name": "%s"},
                 "offers": {"@type": "Offer", "price": "%s", "priceCurrency": "%s"},
                 "additionalProperty": [{"@type": "PropertyValue", "name": "%s", "value": "%s"}]}
                </script><body>%s</body></html>
                """
                .formatted(
                        p.get("sku"),
                        p.get("gtin"),
                        p.get("name"),
                        p.get("description"),
                        p.get("category"),
                        p.get("brand"),
                        p.get("price"),
                        p.get("currency"),
                        attribute,
                        p.get("note"),
                        ALL);
    }

    private Path writeConf() throws IOException {
        String columns =
                "columns { sku = sku, gtin = gtin, name = name, description = description, category = category,"
                        + " brand = brand, price = price, currency = currency }, attributes { note = note }, licence = CC0-1.0";
        return Files.writeString(
                folder.resolve("run.conf"),
                """
                name = planted
                collect.sources = [
                  { path = "%1$s/shop.csv", format = csv, %2$s }
                  { path = "%1$s/feed.jsonl", format = jsonl, %2$s }
                  { path = "%1$s/pages", format = html, licence = CC0-1.0 }
                ]
                clean { phoneRegions = [US, DE], maxNameChars = 1000, trace = true, nearDuplicates.enabled = false }
                models.writer.path = "%3$s/.cache/models/SmolLM2-135M-Instruct.Q4_1.gguf"
                models.painter.path = "%3$s/data-samples/models/pocket-diffusion"
                plan.templates = [
                  {
                    field = title, model = writer, candidates = 1
                    prompt = "{{sku}} {{gtin}} {{name}} {{description}} {{category}} {{brand}} {{price}} {{currency}} {{attributes.note}}"
                    text { maxNewTokens = 1, temperature = 0 }
                  }
                  {
                    field = picture, model = painter, candidates = 1, prompt = "a {{category}} {{brand}}"
                    image { sizes = [64x64], numInferenceSteps = 1, noiseScheduler = ddim }
                  }
                ]
                execution { master = "local[2]", partitions = 2 }
                """
                        .formatted(folder, columns, ROOT));
    }

    /** What it says on the console. */
    private String run(Path conf) throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder.resolve("log"));
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx2g"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Djdk."))
                .forEach(command::add);
        command.addAll(List.of(
                "-Dspark.eventLog.enabled=true",
                "-Dspark.eventLog.compress=false",
                "-Dspark.eventLog.dir=" + log.toUri(),
                "-Dspark.local.dir=" + folder.resolve("spark"),
                "-Dspark.driver.host=127.0.0.1",
                "-Dlog4j2.configurationFile=" + ROOT.resolve("conf/log4j2.properties"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--conf",
                conf.toString(),
                "--out",
                out.toString()));
        Path said = folder.resolve("said");
        Process run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        String text = run.waitFor() == 0 ? Files.readString(said) : "";
        assertThat(text).as(() -> read(said)).contains("contact sheet");
        return text;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Folders with files of Parquet, each a table or a version of one. */
    private Set<Path> tables() throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .map(Path::getParent)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private String rows(Path table) {
        Dataset<Row> rows = SparkSessions.shared().read().parquet(table.toString());
        boolean raw = table.toString().contains("/.outcomes/collect/");
        return String.join(
                "\n",
                (raw ? rows.drop("payload", "value") : rows.drop("payload"))
                        .toJSON()
                        .collectAsList());
    }

    private static List<String> foundIn(String text) {
        return PLANTED.values().stream().filter(text::contains).toList();
    }

    @Test
    void nothingOfItIsInWhatARunMakes() throws IOException, InterruptedException {
        out = folder.resolve("out");
        writeSources();
        Map<String, List<String>> leaks = new TreeMap<>();
        leaks.put("console", foundIn(run(writeConf())));
        String prompts = "";
        for (Path table : tables()) {
            String text = rows(table);
            if (table.startsWith(out.resolve("raw_items"))) {
                assertThat(foundIn(text)).hasSameSizeAs(PLANTED.values()); // what looks for it finds it
            } else {
                leaks.put(out.relativize(table).toString(), foundIn(text));
            }
            prompts += table.startsWith(out.resolve("requests")) ? text : "";
        }
        for (Path place : List.of(out, folder.resolve("log"))) {
            try (Stream<Path> files = Files.walk(place)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".parquet"))
                        .forEach(file -> leaks.put(folder.relativize(file).toString(), foundIn(read(file))));
            }
        }
        assertThat(leaks).containsKeys("out/run.json", "out/contact-sheet.html").hasSizeGreaterThan(50);
        assertThat(leaks.keySet()).anyMatch(name -> name.startsWith("trace/"));
        leaks.values().removeIf(List::isEmpty);
        assertThat(leaks).isEmpty();
        // and the rows came through: each kind was masked in what the model was asked
        assertThat(prompts)
                .contains(
                        "[email]",
                        "[card]",
                        "[iban]",
                        "[phone]",
                        "[ip]",
                        "[birth_date]",
                        "[social_number]",
                        "[secret]");
    }
}
