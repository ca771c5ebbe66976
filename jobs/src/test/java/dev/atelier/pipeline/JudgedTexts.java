package dev.atelier.pipeline;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Precision;
import dev.atelier.domain.ReviewItem;
import dev.atelier.domain.Score;
import dev.atelier.domain.Target;
import dev.atelier.domain.Text;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.score.ScoreStage;
import dev.atelier.select.SelectStage;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * How a policy's verdicts agree with a reader's: texts that were read and marked one by one go through the scorers and the
 * thresholds of a configuration, each alone, so that none is beaten by a better one. Run by scripts/bench/judged.sh.
 */
final class JudgedTexts {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private JudgedTexts() {}

    /** A line of the file. */
    record Judged(
            String id,
            String half,
            String field,
            About item,
            String prompt,
            String text,
            String finishReason,
            double meanLogprob,
            boolean relevant,
            @com.fasterxml.jackson.annotation.JsonProperty("true") boolean isTrue,
            boolean whole,
            boolean publishable) {
        boolean isSound() {
            return relevant && isTrue && whole;
        }
    }

    record About(
            String sku,
            String name,
            String description,
            String category,
            String brand,
            Double price,
            String currency,
            Map<String, String> attributes) {
        Item item(String id) {
            return new Item(
                    id,
                    new ItemText(sku, null, name, description, category, brand),
                    "en",
                    price,
                    currency,
                    attributes.entrySet().stream()
                            .map(a -> new Attribute(a.getKey(), a.getValue()))
                            .toList(),
                    List.of(),
                    "CC0-1.0",
                    "judged#" + id);
        }
    }

    /** @param args the configuration; the marked texts; a file for each text's measures and reasons, or nothing */
    public static void main(String[] args) throws IOException {
        Config config = RunConf.parse(new File(args[0]), List.of());
        RunConf conf = ConfReader.read(config, RunConf.class);
        List<Judged> judged = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            judged.add(JSON.readValue(line, Judged.class));
        }
        List<Outcome<ReviewItem>> outcomes = verdicts(conf, judged);
        Map<String, ReviewItem> byId = outcomes.stream()
                .map(Outcome::value)
                .collect(Collectors.toMap(r -> r.artifact().target().itemId(), r -> r));
        table(judged, byId);
        if (args.length > 2) {
            write(Path.of(args[2]), judged, byId);
        }
    }

    private static List<Outcome<ReviewItem>> verdicts(RunConf conf, List<Judged> judged) {
        SparkSession spark = SparkSessions.shared();
        Configuration hadoop = new Configuration();
        Found found = new Found(
                FoundModels.of(conf, hadoop),
                new TreeMap<>(),
                conf.score().filesRead(hadoop),
                conf.score().copyright().read(hadoop));
        Tables tables = Samples.tables();
        List<Item> items = judged.stream().map(j -> j.item().item(j.id())).toList();
        List<GenerationRequest> requests =
                judged.stream().map(JudgedTexts::request).toList();
        List<Artifact> artifacts = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Judged one = judged.get(i);
            Text text = new Text(one.text(), ContentId.of(one.text()), 20, one.finishReason(), one.meanLogprob());
            artifacts.add(Artifact.of(requests.get(i), text, 40, ""));
        }
        Samples.write(tables, Nouns.ITEMS, items, 2);
        Samples.write(tables, Nouns.REQUESTS, requests, 2);
        Samples.write(tables, Nouns.ARTIFACTS, artifacts, 2);
        Stage score = new ScoreStage(
                Samples.pass(artifacts),
                conf.score(),
                found.scoredWith(),
                found.scoring(conf),
                conf.score().setup(found.worker(conf, spark), conf.clean().personalData(), found.copyright()),
                8,
                conf.execution().patience());
        OutcomeCodec<Score> scores = OutcomeCodec.of(Score.class);
        Samples.write(
                tables,
                Nouns.SCORES,
                score.apply(tables).collectAsList().stream()
                        .map(row -> scores.fromRow(row).value())
                        .toList(),
                2);
        OutcomeCodec<ReviewItem> reviewed = OutcomeCodec.of(ReviewItem.class);
        return new SelectStage(conf.select(), "run")
                .apply(tables).collectAsList().stream().map(reviewed::fromRow).toList();
    }

    private static GenerationRequest request(Judged one) {
        return GenerationRequest.of(
                new Target(one.id(), one.field(), 0),
                new WriteText(null, one.prompt(), new TextParameters(64, 0.3, 0, 0.9, 0.0, 1.0, List.of())),
                new ModelRef("writer", "a".repeat(64), "p".repeat(64), Precision.FP32),
                1,
                new Origin(one.field(), "judged", null));
    }

    private static void table(List<Judged> judged, Map<String, ReviewItem> byId) {
        System.out.printf(
                "%-6s %-12s %5s %9s %12s %10s %8s %13s%n",
                "half", "field", "texts", "selected", "sound of it", "precision", "recall", "publishable");
        for (String half : List.of("tune", "held")) {
            for (String field : List.of("title", "description", "slogan", "")) {
                line(half, field, judged, byId);
            }
        }
    }

    private static void line(String half, String field, List<Judged> all, Map<String, ReviewItem> byId) {
        List<Judged> texts = all.stream()
                .filter(j ->
                        j.half().equals(half) && (field.isEmpty() || j.field().equals(field)))
                .toList();
        Predicate<Judged> selected = j -> byId.get(j.id()).judgement().isSelected();
        long chosen = texts.stream().filter(selected).count();
        long sound = texts.stream().filter(Judged::isSound).count();
        long both = texts.stream().filter(selected).filter(Judged::isSound).count();
        long publishable = texts.stream().filter(Judged::publishable).count();
        long found = texts.stream().filter(selected).filter(Judged::publishable).count();
        System.out.printf(
                Locale.ROOT,
                "%-6s %-12s %5d %9d %12d %10.3f %8.3f %6d of %3d%n",
                half,
                field.isEmpty() ? "all" : field,
                texts.size(),
                chosen,
                both,
                chosen == 0 ? 0 : (double) both / chosen,
                sound == 0 ? 0 : (double) both / sound,
                found,
                publishable);
    }

    private static void write(Path file, List<Judged> judged, Map<String, ReviewItem> byId) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Judged one : judged) {
            ReviewItem row = byId.get(one.id());
            ObjectNode line = JSON.createObjectNode()
                    .put("id", one.id())
                    .put("verdict", row.judgement().verdict().name());
            row.judgement().reasons().forEach(line.withArray("reasons")::add);
            ObjectNode values = line.putObject("measures");
            row.judgement().scores().forEach(m -> values.put(m.name(), m.value()));
            lines.append(line).append('\n');
        }
        Files.writeString(file, lines);
    }
}
