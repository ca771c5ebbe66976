package dev.atelier.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Judgement;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.ReviewItem;
import dev.atelier.domain.Score;
import dev.atelier.domain.Verdict;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectStageTest {
    private static final SelectConf CONF = new SelectConf(
            null,
            Map.of(
                    "picture",
                    new FieldPolicy(
                            2,
                            4,
                            null,
                            null,
                            null,
                            List.of(new Threshold("clip_score", 0.2, null, null)),
                            List.of(new Weight("clip_score", 1.0)))),
            null,
            null);

    @TempDir
    static Path out;

    private static Tables tables;
    private static final List<Score> SCORES = new ArrayList<>();
    private static List<Outcome<ReviewItem>> outcomes;

    @BeforeAll
    static void tables() {
        tables = new Tables(SparkSessions.shared(), out.toUri().toString());
        List<Item> items = new ArrayList<>();
        List<GenerationRequest> requests = new ArrayList<>();
        List<Artifact> artifacts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Item item = Samples.item("i" + i, "Red mug", "red");
            items.add(item);
            for (int k = 0; k < 4; k++) {
                GenerationRequest image = Samples.imageRequest(item, k);
                GenerationRequest title = Samples.textRequest(item, "title", k);
                // candidates 0 and 1 are the same square, one pixel apart
                Pixels drawn = Samples.square(k < 2 ? 10 + k : 8 * k, k < 2 ? 30 : 6 + 4 * k, 200, 30, 30);
                Artifact picture = Samples.image(image, drawn, null);
                Artifact text = Samples.text(title, "Mug " + k, -1.0);
                requests.addAll(List.of(image, title));
                artifacts.addAll(List.of(picture, text));
                SCORES.add(score(picture, "clip_score", k == 3 ? 0.1 : 0.5 - 0.1 * k, List.of()));
                SCORES.add(score(text, "words", 2, List.of("unsupported: 9 kg")));
            }
        }
        Samples.write(tables, Nouns.ITEMS, items, 1);
        Samples.write(tables, Nouns.REQUESTS, requests, 1);
        Samples.write(tables, Nouns.ARTIFACTS, artifacts, 1);
        outcomes = outcomes(select(SCORES, 3));
    }

    private static Score score(Artifact artifact, String measure, double value, List<String> flags) {
        return new Score(
                artifact.artifactId(),
                artifact.target().itemId(),
                artifact.made().modality(),
                artifact.target().field(),
                List.of(new Measure(measure, value)),
                flags,
                null);
    }

    private static List<Row> select(List<Score> scores, int partitions) {
        Samples.write(tables, Nouns.SCORES, scores, partitions);
        return new SelectStage(CONF, "run-1").apply(tables).sort("row_id").collectAsList();
    }

    private static List<Outcome<ReviewItem>> outcomes(List<Row> rows) {
        OutcomeCodec<ReviewItem> codec = OutcomeCodec.of(ReviewItem.class);
        return rows.stream().map(codec::fromRow).toList();
    }

    @Test
    void nothingVanishesAndThePartitionsDoNotMatter() {
        List<Row> one = select(SCORES, 1);
        assertThat(one).hasSize(40);
        assertThat(text(select(SCORES, 3))).isEqualTo(text(one));
        assertThat(text(select(SCORES, 7))).isEqualTo(text(one));
    }

    private static List<String> text(List<Row> rows) {
        return rows.stream().map(Row::json).toList();
    }

    @Test
    void picturesOfOneItemAreJudgedTogether() {
        List<ReviewItem> pictures = outcomes.stream()
                .map(Outcome::value)
                .filter(v -> v.artifact().target().itemId().equals("i3")
                        && v.artifact().target().field().equals("picture"))
                .sorted(java.util.Comparator.comparingInt(
                        v -> v.artifact().target().candidate()))
                .toList();
        assertThat(pictures)
                .extracting(v -> v.judgement().verdict())
                .containsExactly(Verdict.SELECTED, Verdict.REJECTED, Verdict.SELECTED, Verdict.REJECTED);
        assertThat(pictures).extracting(v -> v.judgement().rank()).containsExactly(1, 2, 3, 4);
        assertThat(pictures.get(1).judgement().reasons().get(0))
                .matches("near_duplicate \\d bits from candidate 0, below 4");
        assertThat(pictures.get(3).judgement().reasons()).containsExactly("clip_score 0.1 below 0.2");
    }

    @Test
    void aFieldWithoutPolicyKeepsItsFirstCandidateAndEveryRowSaysWhereItCameFrom() {
        List<Outcome<ReviewItem>> titles = outcomes.stream()
                .filter(o -> o.value().artifact().target().field().equals("title"))
                .toList();
        assertThat(titles).hasSize(20);
        for (Outcome<ReviewItem> title : titles) {
            ReviewItem row = title.value();
            boolean first = row.artifact().target().candidate() == 0;
            assertThat(title.status()).isEqualTo(first ? Outcome.Status.KEPT : Outcome.Status.REJECTED);
            assertThat(row.judgement().reasons()).isEqualTo(title.reasons());
            assertThat(row.runId()).isEqualTo("run-1");
            assertThat(row.judgement().flags()).containsExactly("unsupported: 9 kg");
            assertThat(row.product().provenance())
                    .isEqualTo("shop.csv#" + row.artifact().target().itemId());
            assertThat(row.product().licence()).isEqualTo("CC0-1.0");
            assertThat(row.request().model().modelDigest()).isEqualTo("a".repeat(64));
            assertThat(row.aiGenerated()).isTrue();
        }
    }

    private static List<ReviewItem> titles(SelectConf conf, int partitions) {
        OutcomeCodec<ReviewItem> codec = OutcomeCodec.of(ReviewItem.class);
        Samples.write(tables, Nouns.SCORES, SCORES, partitions);
        return new SelectStage(conf, "run-1")
                .apply(tables).collectAsList().stream()
                        .map(codec::fromRow)
                        .map(Outcome::value)
                        .filter(row -> row.artifact().target().field().equals("title"))
                        .sorted(java.util.Comparator.comparing(ReviewItem::reviewId))
                        .toList();
    }

    @Test
    void aQuotaKeepsTheBestOfEachKindOnAnyPartitioning() {
        Quota quota = new Quota("title", Quota.By.CATEGORY, 3);
        SelectConf conf = new SelectConf(null, CONF.fields(), List.of(quota), null);
        List<ReviewItem> titles = titles(conf, 1);
        assertThat(titles).hasSize(20);
        List<ReviewItem> selected =
                titles.stream().filter(row -> row.judgement().isSelected()).toList();
        assertThat(selected).hasSize(3);
        // equal scores: the lowest artifact ids stay
        List<String> firsts = titles.stream()
                .filter(row -> row.artifact().target().candidate() == 0)
                .map(ReviewItem::reviewId)
                .limit(3)
                .toList();
        assertThat(selected).extracting(ReviewItem::reviewId).isEqualTo(firsts);
        List<Judgement> over = titles.stream()
                .map(ReviewItem::judgement)
                .filter(j -> !j.isSelected() && j.reasons().get(0).startsWith("over_quota"))
                .toList();
        assertThat(over).hasSize(2);
        assertThat(over.get(0).reasons().get(0))
                .matches("over_quota place \\d+ of title in category kitchen, best 3 kept");
        assertThat(over.get(0).why()).startsWith("Over quota: place ");
        assertThat(titles(conf, 7)).isEqualTo(titles);
    }

    @Test
    void anAuditSampleIsTheSameEachTimeAndGrowsWithItsShare() {
        List<String> half = audited(0.5);
        assertThat(half).hasSizeBetween(4, 16).isEqualTo(audited(0.5));
        assertThat(audited(0.8)).containsAll(half);
        assertThat(audited(1)).hasSize(20);
        assertThat(audited(0)).isEmpty();
        assertThatThrownBy(() -> new Audit(1.5, null))
                .hasMessage("Invalid audit.selected: 1.5 (must be a share, 0 to 1)");
    }

    private static List<String> audited(double share) {
        return titles(new SelectConf(null, CONF.fields(), null, new Audit(share, share)), 2).stream()
                .filter(row -> row.judgement().flags().contains("audit_sample"))
                .map(ReviewItem::reviewId)
                .toList();
    }

    @Test
    void aScoreWhoseArtifactIsGoneFailsAlone() {
        Score ghost = new Score(
                "ghost",
                "i1",
                dev.atelier.domain.Modality.IMAGE,
                "picture",
                List.of(new Measure("clip_score", 1)),
                null,
                null);
        List<Score> withGhost = new ArrayList<>(SCORES);
        withGhost.add(ghost);
        List<Outcome<ReviewItem>> all = outcomes(select(withGhost, 2));
        assertThat(all).hasSize(41);
        Outcome<ReviewItem> failed = all.stream()
                .filter(o -> o.status() == Outcome.Status.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(failed.rowId()).isEqualTo("ghost");
        assertThat(failed.reasons()).containsExactly("incomplete_candidate");
        assertThat(failed.message()).contains("has no artifact in the run's tables");
        assertThat(failed.payload()).contains("\"clip_score\"");
    }

    @Test
    void theReviewTableHasTheColumnsOfItsRecord() {
        assertThat(((org.apache.spark.sql.types.StructType) new SelectStage(CONF, "run-1")
                                .apply(tables)
                                .schema()
                                .apply("value")
                                .dataType())
                        .fieldNames())
                .isEqualTo(RowCodec.of(ReviewItem.class).schema().fieldNames());
    }
}
