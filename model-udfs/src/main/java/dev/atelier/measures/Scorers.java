package dev.atelier.measures;

import dev.atelier.domain.Chooser;
import dev.atelier.domain.Embedder;
import dev.atelier.domain.Modality;
import dev.atelier.domain.PictureGuard;
import dev.atelier.domain.PictureReader;
import dev.atelier.domain.TextEmbedder;
import dev.atelier.domain.TextLikelihood;
import dev.atelier.personal.PersonalData;
import dev.atelier.worker.ModelSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;

/** All scorers, in the order in which their measures stand in a score. */
public final class Scorers {
    /** Found by the selection, which sees all candidates of an item: perceptual-hash bits to the nearest of them. */
    public static final String NEAREST_SIBLING = "nearest_sibling";

    /** Likewise: cosine of the embeddings to the most alike, and BLEU with the other texts as references. */
    public static final String SIBLING_LIKENESS = "sibling_likeness", SELF_BLEU = "self_bleu";

    private Scorers() {}

    /**
     * What scorers are made with. Travels to executors.
     *
     * @param blocklist words and phrases beside the built-in ones
     * @param requiredAttributes names of what a text must say of its item; empty: texts get no {@code missing_attributes}
     * @param embedder null for none: then pictures get no {@code clip_score}
     * @param sentences null for none: then texts get no {@code relevance}, {@code brief_relevance}, {@code coherence}
     * @param guard null for none: then pictures get no {@code nsfw}
     * @param reader null for none: then pictures get no {@code picture_text_chars}, {@code missing_text}, {@code unasked_text}
     * @param rubric what a language model is asked of texts; null for nothing
     * @param judge that model
     * @param likelihood a language model that says how expected texts are; null for none: then texts get no {@code text_perplexity}
     * @param reference how texts are held against what people wrote
     * @param personal what of people is found in texts
     * @param copyright what texts and pictures must not be copies of, and must not name
     */
    public record Setup(
            List<String> blocklist,
            List<String> requiredAttributes,
            ModelSource<Embedder> embedder,
            ModelSource<TextEmbedder> sentences,
            ModelSource<PictureGuard> guard,
            ModelSource<PictureReader> reader,
            Rubric rubric,
            ModelSource<Chooser> judge,
            ModelSource<TextLikelihood> likelihood,
            ReferenceMeasures reference,
            PersonalData personal,
            Copyright copyright)
            implements Serializable {
        /** With protected pictures that are read now. */
        public Setup with(Broadcast<ProtectedPictures> read) {
            return new Setup(
                    blocklist,
                    requiredAttributes,
                    embedder,
                    sentences,
                    guard,
                    reader,
                    rubric,
                    judge,
                    likelihood,
                    reference,
                    personal,
                    copyright.with(read));
        }
    }

    static List<Scorer> of(Setup setup) {
        Names names = new Names(setup.copyright().names());
        Sense sense = new Sense(setup.sentences());
        RowClaims claims = new RowClaims();
        return List.of(
                new Fluency(),
                new Length(),
                new Readability(),
                new Diversity(),
                new Grounding(),
                new Accuracy(claims),
                new RequiredAttributes(setup.requiredAttributes(), claims),
                new Blocked(setup.blocklist()),
                new Harmful(),
                new PersonalLeft(setup.personal()),
                new Truncation(),
                new Whole(),
                new PromptEcho(),
                new ReferenceOverlap(setup.reference()),
                new Copied(setup.copyright().hasTexts()),
                names.new OfTexts(),
                names.new OfPictures(),
                new Relevance(sense),
                new Coherence(sense),
                new Judge(setup.rubric(), setup.judge()),
                new TextPerplexity(setup.likelihood()),
                new ClipScore(setup.embedder()),
                new PictureNsfw(setup.guard()),
                new PictureText(setup.reader()),
                new PictureQuality(),
                new PictureDefects(),
                new PictureComposition(),
                new PictureCopy(
                        setup.copyright().hasPictures(), setup.copyright().pictures()),
                new DroppedPrompt());
    }

    /** Every word that a threshold may name. */
    public static List<String> measures() {
        List<String> words = new ArrayList<>(Scorer.words(all()));
        words.addAll(ofSelection());
        return words;
    }

    /** Words of what is measured of texts, or of pictures. */
    public static Set<String> of(Modality modality) {
        Set<String> words = new HashSet<>(ofSelection());
        all().stream()
                .filter(scorer -> scorer.modality() == modality)
                .forEach(scorer -> words.addAll(scorer.measures()));
        return words;
    }

    /** With nothing to work with: for their words. */
    private static List<Scorer> all() {
        return of(new Setup(
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                ReferenceMeasures.defaults(),
                PersonalData.of(List.of(), List.of()),
                Copyright.NONE));
    }

    /** Those that the selection finds. */
    public static List<String> ofSelection() {
        return List.of(NEAREST_SIBLING, SIBLING_LIKENESS, SELF_BLEU);
    }

    /** Words that nothing is found for with this setup, each with the key of section {@code score} that is not set. */
    public static Map<String, String> lacking(Setup setup) {
        Map<String, String> keys = new HashMap<>();
        for (Scorer scorer : of(setup)) {
            scorer.lacks().ifPresent(key -> scorer.measures().forEach(word -> keys.put(word, key)));
        }
        return keys;
    }
}
