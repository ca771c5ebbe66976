package dev.atelier.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Judgement;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ScoredMeasure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewPolicyTest {
    private static final FieldPolicy CLIP =
            policy(1, 0, List.of(new Threshold("clip_score", 0.22, null, null)), new Weight("clip_score", 1.0));

    private static FieldPolicy policy(int keep, int distance, List<Threshold> thresholds, Weight... weights) {
        return new FieldPolicy(keep, distance, null, null, null, thresholds, List.of(weights));
    }

    private static Candidate clip(int number, double clipScore) {
        return new Candidate("a" + number, number, List.of(new Measure("clip_score", clipScore)), null);
    }

    private static Candidate picture(int number, double clipScore, long hash) {
        return new Candidate("a" + number, number, List.of(new Measure("clip_score", clipScore)), hash);
    }

    private static Map<String, Judgement> judge(FieldPolicy policy, Candidate... candidates) {
        return new ReviewPolicy(policy).judge(List.of(candidates));
    }

    @Test
    void theBestStaysAndTheOthersSayWhyTheyFell() {
        Map<String, Judgement> verdicts = judge(CLIP, clip(0, 0.25), clip(1, 0.31), clip(2, 0.18));
        assertThat(verdicts.get("a1").isSelected()).isTrue();
        assertThat(verdicts.get("a1").rank()).isEqualTo(1);
        assertThat(verdicts.get("a1").score()).isEqualTo(0.31);
        assertThat(verdicts.get("a0").reasons()).containsExactly("not_best_of_n rank 2 of 3, best 1 kept");
        assertThat(verdicts.get("a2").reasons()).containsExactly("clip_score 0.18 below 0.22");
        assertThat(verdicts.get("a2").rank()).isEqualTo(3);
    }

    @Test
    void boundsAreInclusive() {
        assertThat(judge(CLIP, clip(0, 0.22)).get("a0").isSelected()).isTrue();
        FieldPolicy max = policy(1, 0, List.of(new Threshold("repetition", null, 0.5, null)));
        Candidate at = new Candidate("x", 0, List.of(new Measure("repetition", 0.5)), null);
        Candidate over = new Candidate("x", 0, List.of(new Measure("repetition", 0.50001)), null);
        assertThat(judge(max, at).get("x").isSelected()).isTrue();
        assertThat(judge(max, over).get("x").reasons()).containsExactly("repetition 0.5 above 0.5");
    }

    @Test
    void aRejectedBestMakesRoomForTheNext() {
        FieldPolicy policy =
                policy(1, 0, List.of(new Threshold("blankness", null, 0.9, null)), new Weight("clip_score", 1.0));
        Candidate blank =
                new Candidate("a0", 0, List.of(new Measure("clip_score", 0.9), new Measure("blankness", 0.99)), null);
        Candidate good =
                new Candidate("a1", 1, List.of(new Measure("clip_score", 0.3), new Measure("blankness", 0.5)), null);
        Map<String, Judgement> verdicts = judge(policy, blank, good);
        assertThat(verdicts.get("a0").reasons()).containsExactly("blankness 0.99 above 0.9");
        assertThat(verdicts.get("a1").isSelected()).isTrue();
        assertThat(verdicts.get("a1").rank()).isEqualTo(2);
    }

    @Test
    void tiesGoToTheLowerCandidateWhateverTheOrder() {
        assertThat(judge(CLIP, clip(2, 0.3), clip(1, 0.3), clip(0, 0.3))
                        .get("a0")
                        .isSelected())
                .isTrue();
        assertThat(judge(CLIP, clip(0, 0.3), clip(1, 0.3), clip(2, 0.3))
                        .get("a0")
                        .isSelected())
                .isTrue();
    }

    @Test
    void aPictureLikeABetterOneIsANearDuplicateAndNotKept() {
        FieldPolicy policy = policy(2, 6, List.of(), new Weight("clip_score", 1.0));
        Map<String, Judgement> verdicts =
                judge(policy, picture(0, 0.9, 0b0L), picture(1, 0.8, 0b111L), picture(2, 0.7, 0xffffL));
        assertThat(verdicts.get("a0").isSelected()).isTrue();
        assertThat(verdicts.get("a1").reasons()).containsExactly("near_duplicate 3 bits from candidate 0, below 6");
        assertThat(verdicts.get("a2").isSelected()).isTrue();
        assertThat(verdicts.get("a2").scores())
                .contains(new ScoredMeasure("nearest_sibling", 13.0, null, null, true, null));
    }

    @Test
    void aThresholdThatFlagsDoesNotReject() {
        FieldPolicy policy = policy(1, 0, List.of(new Threshold("clip_score", 0.5, null, Threshold.Action.FLAG)));
        Judgement verdict = judge(policy, clip(0, 0.4)).get("a0");
        assertThat(verdict.isSelected()).isTrue();
        assertThat(verdict.flags()).containsExactly("clip_score 0.4 below 0.5");
        assertThat(verdict.scores()).containsExactly(new ScoredMeasure("clip_score", 0.4, 0.5, null, false, null));
    }

    @Test
    void whatWasNotMeasuredOrIsNoNumberDoesNotPass() {
        assertThat(judge(CLIP, new Candidate("a", 0, List.of(), null)).get("a").reasons())
                .containsExactly("clip_score not measured");
        Judgement untaken = judge(
                        CLIP, new Candidate("a", 0, List.of(Measure.notTaken("clip_score", "model_error: no")), null))
                .get("a");
        assertThat(untaken.reasons()).containsExactly("clip_score not measured (model_error: no)");
        assertThat(untaken.scores())
                .containsExactly(new ScoredMeasure("clip_score", null, 0.22, null, false, "model_error: no"));
        assertThat(judge(CLIP, clip(0, Double.NaN)).get("a0").reasons()).hasSize(1);
    }

    @Test
    void weightsMayCountAgainst() {
        FieldPolicy policy = policy(1, 0, List.of(), new Weight("perplexity", -0.1), new Weight("words", 1.0));
        Candidate fluent = new Candidate("a0", 0, List.of(new Measure("perplexity", 5), new Measure("words", 6)), null);
        Candidate wordy = new Candidate("a1", 1, List.of(new Measure("perplexity", 50), new Measure("words", 9)), null);
        assertThat(judge(policy, fluent, wordy).get("a0").score()).isEqualTo(5.5);
        assertThat(judge(policy, fluent, wordy).get("a0").isSelected()).isTrue();
    }

    @Test
    void aTypoInAMeasureNamesTheNearest() {
        assertThatThrownBy(() -> new Threshold("clipscore", 0.1, null, null))
                .hasMessageStartingWith("Invalid measure: clipscore (did you mean clip_score?");
        assertThatThrownBy(() -> new Threshold("clip_score", 0.5, 0.1, null))
                .hasMessage("Invalid min of clip_score: 0.5 (must not be above max 0.1)");
        assertThatThrownBy(() -> new Threshold("clip_score", null, null, null))
                .hasMessage("Invalid threshold of clip_score: null (give min, max or both)");
        assertThatThrownBy(() -> new FieldPolicy(0, null, null, null, null, null, null))
                .hasMessage("Invalid keep: 0 (must be 1 or more)");
    }

    @Test
    void aMeasureThatNothingFindsIsRefusedWithTheKeyThatIsMissing() {
        SelectConf conf = new SelectConf(null, java.util.Map.of("picture", CLIP), null, null);
        conf.check(java.util.Map.of("relevance", "score.sentences"), List.of());
        assertThatThrownBy(() -> conf.check(java.util.Map.of("clip_score", "score.embedder"), List.of()))
                .hasMessage("Invalid measure in select.fields.picture: clip_score"
                        + " (nothing measures it as long as score.embedder is not set)");
    }

    @Test
    void aMeasureThatTheFieldCannotHaveIsRefused() {
        SelectConf conf = new SelectConf(null, java.util.Map.of("picture", CLIP), null, null);
        conf.checkModalities(java.util.Map.of("picture", Modality.IMAGE, "title", Modality.TEXT));
        assertThatThrownBy(() -> conf.checkModalities(java.util.Map.of("picture", Modality.TEXT)))
                .hasMessage("Invalid measure in select.fields.picture: clip_score"
                        + " (is not measured of texts, and every candidate would be rejected)");
    }

    private static Candidate text(int number, double relevance, String text, int... direction) {
        byte[] bytes = new byte[direction.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) direction[i];
        }
        return new Candidate("a" + number, number, List.of(new Measure("relevance", relevance)), null, text, bytes);
    }

    private static List<String> kept(FieldPolicy policy, Candidate... candidates) {
        Map<String, Judgement> verdicts = judge(policy, candidates);
        return verdicts.keySet().stream()
                .filter(id -> verdicts.get(id).isSelected())
                .sorted()
                .toList();
    }

    @Test
    void diversityPrefersTheUnlikeAmongThoseThatStay() {
        Candidate[] candidates = {
            text(0, 0.9, "a", 127, 0, 0),
            text(1, 0.8, "b", 126, 10, 0),
            text(2, 0.7, "c", 0, 127, 0),
            text(3, 0.6, "d", 0, 0, 127)
        };
        List<Weight> byRelevance = List.of(new Weight("relevance", 1.0));
        assertThat(kept(new FieldPolicy(2, null, null, null, null, null, byRelevance), candidates))
                .containsExactly("a0", "a1");
        assertThat(kept(new FieldPolicy(2, null, null, 0.5, null, null, byRelevance), candidates))
                .containsExactly("a0", "a2");
        assertThat(kept(new FieldPolicy(3, null, 0.9, null, null, null, byRelevance), candidates))
                .containsExactly("a0", "a2", "a3");
        Judgement alike = judge(new FieldPolicy(2, null, 0.9, null, null, null, byRelevance), candidates)
                .get("a1");
        assertThat(alike.reasons()).containsExactly("near_duplicate 0.9969 like candidate 0, above 0.9");
        assertThat(alike.why()).isEqualTo("Near duplicate: 0.9969 like candidate 0, above 0.9.");
    }

    @Test
    void candidatesAreComparedWithEachOther() {
        Judgement one = judge(
                        new FieldPolicy(1, null, null, null, null, null, null),
                        text(0, 1, "a light red mug for tea", 127, 0),
                        text(1, 1, "a light red mug for tea", 0, 127))
                .get("a0");
        assertThat(one.scores())
                .contains(
                        new ScoredMeasure("sibling_likeness", 0.0, null, null, true, null),
                        new ScoredMeasure("self_bleu", 100.00000000000004, null, null, true, null));
    }

    @Test
    void everyVerdictHasSentences() {
        FieldPolicy policy = policy(
                1,
                0,
                List.of(new Threshold("broken_end", null, 0.0, null), new Threshold("relevance", 0.5, null, null)),
                new Weight("relevance", 1.0));
        Candidate broken = new Candidate(
                "a0",
                0,
                List.of(new Measure("broken_end", 1, "ends with \"the\""), new Measure("relevance", 0.4)),
                null);
        Candidate good =
                new Candidate("a1", 1, List.of(new Measure("broken_end", 0), new Measure("relevance", 0.75)), null);
        Map<String, Judgement> verdicts = judge(policy, broken, good);
        assertThat(verdicts.get("a0").reasons()).containsExactly("broken_end 1 above 0", "relevance 0.4 below 0.5");
        assertThat(verdicts.get("a0").why())
                .isEqualTo(
                        "Broken end is 1, at most 0 passes: ends with \"the\". Relevance is 0.4, at least 0.5 passes.");
        assertThat(verdicts.get("a1").why()).isEqualTo("Number 1 of 2 candidates by relevance 0.75; 1 passed.");
    }

    @Test
    void aRuleHoldsForEveryFieldThatNamesIt() {
        List<Threshold> whole = List.of(new Threshold("broken_end", null, 0.0, null));
        FieldPolicy title = new FieldPolicy(
                1, null, null, null, List.of("whole"), List.of(new Threshold("relevance", 0.5, null, null)), null);
        SelectConf conf = new SelectConf(Map.of("whole", whole), Map.of("title", title), null, null);
        Candidate broken =
                new Candidate("a0", 0, List.of(new Measure("broken_end", 1), new Measure("relevance", 1)), null);
        assertThat(judge(conf.of("title"), broken).get("a0").reasons()).containsExactly("broken_end 1 above 0");
        assertThat(conf.measures()).containsExactly("broken_end", "relevance");
        assertThatThrownBy(() -> new SelectConf(null, Map.of("title", title), null, null))
                .hasMessage("Invalid rule of select.fields.title: whole (must be one of select.rules: [])");
    }
}
