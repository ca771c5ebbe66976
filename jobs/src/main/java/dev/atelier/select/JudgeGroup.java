package dev.atelier.select;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ReviewItem;
import dev.atelier.domain.Score;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.udf.Pictures;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;

/** The candidates of one item and field to outcomes of {@link ReviewItem}. */
final class JudgeGroup implements FlatMapGroupsFunction<String, Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final SelectConf conf;
    private final String runId;

    JudgeGroup(SelectConf conf, String runId) {
        this.conf = conf;
        this.runId = runId;
    }

    @Override
    public Iterator<Row> call(String group, Iterator<Row> rows) {
        RowCodec<Scored> in = RowCodec.of(Scored.class);
        OutcomeCodec<ReviewItem> out = OutcomeCodec.of(ReviewItem.class);
        List<Row> outcomes = new ArrayList<>();
        List<Scored> whole = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        rows.forEachRemaining(row -> {
            Scored scored = in.fromRow(row);
            try {
                candidates.add(candidate(scored));
                whole.add(scored);
            } catch (IllegalArgumentException fault) {
                outcomes.add(out.toRow(Outcome.failed(
                        scored.score().artifactId(),
                        "incomplete_candidate",
                        fault.getMessage(),
                        json(scored.score()))));
            }
        });
        if (!whole.isEmpty()) {
            FieldPolicy policy = conf.of(whole.get(0).score().field());
            Map<String, Verdict> verdicts = new ReviewPolicy(policy).judge(candidates);
            whole.forEach(s ->
                    outcomes.add(out.toRow(outcome(s, verdicts.get(s.score().artifactId())))));
        }
        return outcomes.iterator();
    }

    private static Candidate candidate(Scored scored) {
        Score score = scored.score();
        if (scored.artifact() == null || scored.request() == null || scored.item() == null) {
            String missing = scored.artifact() == null ? "artifact" : scored.request() == null ? "request" : "item";
            throw new IllegalArgumentException("Score of artifact " + score.artifactId() + " has no " + missing
                    + " in the run's tables (run again from the stage that makes it)");
        }
        Long hash = score.modality() == Modality.IMAGE
                ? Long.valueOf(Pictures.hash(scored.artifact().thumbnail()))
                : null;
        return new Candidate(score.artifactId(), scored.artifact().candidate(), score.measures(), hash);
    }

    private Outcome<ReviewItem> outcome(Scored scored, Verdict verdict) {
        ReviewItem row = row(scored, verdict);
        return verdict.selected()
                ? Outcome.kept(row.reviewId(), row)
                : Outcome.rejected(
                        row.reviewId(),
                        verdict.reasons(),
                        "Candidate " + row.candidate() + " of " + row.field() + " for " + row.itemName() + " rejected: "
                                + String.join("; ", verdict.reasons()),
                        json(scored.score()),
                        row);
    }

    private ReviewItem row(Scored scored, Verdict verdict) {
        Artifact a = scored.artifact();
        GenerationRequest r = scored.request();
        Item item = scored.item();
        return new ReviewItem(
                a.artifactId(),
                runId,
                a.itemId(),
                item.sku(),
                item.name(),
                a.artifactId(),
                a.requestId(),
                a.modality(),
                a.field(),
                a.candidate(),
                verdict.selected() ? "selected" : "rejected",
                verdict.rank(),
                verdict.score(),
                verdict.reasons(),
                flags(scored, verdict),
                a.text(),
                a.uri(),
                a.sha256(),
                a.widthPx(),
                a.heightPx(),
                a.thumbnail(),
                r.system(),
                r.prompt(),
                r.negativePrompt(),
                a.truncatedPrompt(),
                r.template(),
                r.templateVersion(),
                r.model(),
                r.modelDigest(),
                r.precision(),
                r.text(),
                r.image(),
                r.seed(),
                r.sourceArtifactId(),
                verdict.measures(),
                item.licence(),
                item.source(),
                true,
                ReviewItem.TRAINED_ALGORITHMIC_MEDIA);
    }

    private static List<String> flags(Scored scored, Verdict verdict) {
        Set<String> flags = new LinkedHashSet<>(scored.item().flags());
        flags.addAll(scored.score().flags());
        flags.addAll(verdict.flags());
        return List.copyOf(flags);
    }

    private static String json(Score score) {
        try {
            return JSON.writeValueAsString(score);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write score of " + score.artifactId(), e);
        }
    }
}
