package dev.atelier.udf;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Embedder;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.Score;
import dev.atelier.image.ImageQuality;
import dev.atelier.image.Png;
import dev.atelier.text.Words;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Measures pictures, a batch at a time: technical quality from the pixels, likeness to the prompt from the embedder. */
final class ImageScorer {
    private final HadoopFiles hadoop;
    private final String runFolder;

    /** @param runFolder full URI that the artifacts' uris are relative to */
    ImageScorer(HadoopFiles hadoop, String runFolder) {
        this.hadoop = hadoop;
        this.runFolder = runFolder;
    }

    /**
     * @param embedder null for none: then there is no {@code clip_score}
     * @throws RowFailure {@code missing_picture} or {@code unreadable_picture} if one file is at fault
     */
    List<Score> score(List<Scorable> rows, Embedder embedder) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Pixels> pictures =
                rows.stream().map(row -> picture(row.artifact())).toList();
        List<float[]> seen = embedder == null ? List.of() : embedder.embedImages(pictures); // (rows, space)
        List<float[]> asked = embedder == null // (rows, space)
                ? List.of()
                : embedder.embedTexts(
                        rows.stream().map(row -> row.request().prompt()).toList());
        List<Score> scores = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            List<Measure> measures = new ArrayList<>();
            if (embedder != null) {
                measures.add(new Measure(Measures.CLIP_SCORE, dot(seen.get(i), asked.get(i))));
            }
            measures.addAll(quality(pictures.get(i)));
            String dropped = rows.get(i).artifact().truncatedPrompt();
            int words = dropped == null ? 0 : Words.of(dropped).size();
            measures.add(new Measure(Measures.DROPPED_PROMPT_WORDS, words));
            scores.add(score(rows.get(i).artifact(), measures, words > 0 ? List.of("prompt_truncated") : List.of()));
        }
        return scores;
    }

    private static Score score(Artifact artifact, List<Measure> measures, List<String> flags) {
        return new Score(
                artifact.artifactId(), artifact.itemId(), artifact.modality(), artifact.field(), measures, flags);
    }

    private static List<Measure> quality(Pixels picture) {
        ImageQuality quality = ImageQuality.of(picture);
        return List.of(
                new Measure(Measures.SHARPNESS, quality.sharpness()),
                new Measure(Measures.CONTRAST, quality.contrast()),
                new Measure(Measures.BLANKNESS, quality.blankness()),
                new Measure(Measures.COLOURFULNESS, quality.colourfulness()),
                new Measure(Measures.ENTROPY, quality.entropy()));
    }

    private Pixels picture(Artifact artifact) {
        try {
            return Png.decode(hadoop.read(runFolder + "/" + artifact.uri()));
        } catch (UncheckedIOException e) {
            throw new RowFailure(
                    "missing_picture",
                    "Picture " + artifact.uri() + " of artifact " + artifact.artifactId()
                            + " cannot be read (run again: a picture whose file is gone is drawn again)",
                    e);
        } catch (IllegalArgumentException e) {
            throw new RowFailure(
                    "unreadable_picture",
                    "Picture " + artifact.uri() + " of artifact " + artifact.artifactId() + " is damaged: "
                            + e.getMessage() + " (delete the file and run again)",
                    e);
        }
    }

    /** Vectors have length 1, so this is the cosine; summed in double, in order. */
    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
