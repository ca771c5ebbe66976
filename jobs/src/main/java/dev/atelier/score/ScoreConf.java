package dev.atelier.score;

import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Require;
import dev.atelier.measures.Copyright;
import dev.atelier.measures.ReferenceMeasures;
import dev.atelier.measures.Rubric;
import dev.atelier.measures.Scorers;
import dev.atelier.personal.PersonalData;
import dev.atelier.stage.FilesRead;
import dev.atelier.worker.ModelSource;
import dev.atelier.worker.TaskModels;
import dev.atelier.worker.Worker;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Section {@code score}: what is measured beside the measures that need no configuration.
 *
 * @param embedder name of the CLIP model in {@code models}; default none: pictures get no {@code clip_score}
 * @param blocklist more words and phrases for {@code blocklist_hits}, beside the built-in {@code blocklist.txt}
 * @param references JSON lines of {@code {"sku": ..., "field": ..., "text": ...}}: copy that people wrote; texts of that
 *     item and field then get {@code bleu}, {@code chrf} and {@code rouge_*}; default none
 * @param sentences name of the model of sentence embeddings in {@code models}; default none: texts get no {@code relevance}
 * @param judge a rubric for a language model; default none
 * @param perplexity name of a language model in {@code models}, also one that writes; default none: texts get no {@code
 *     text_perplexity}
 * @param requiredAttributes names of attributes, or of {@code name}, {@code brand}, {@code price} and the like, that a text
 *     must say of an item that has them; default none: texts get no {@code missing_attributes}
 * @param reference how texts are held against {@code references}
 * @param copyright what texts and pictures must not be copies of, and must not name
 * @param nsfw name of the classifier of pictures in {@code models}; default none: pictures get no {@code nsfw}
 * @param ocr name of the reader of pictures in {@code models}; default none: pictures get no {@code picture_text_chars}, {@code
 *     missing_text}, {@code unasked_text}
 */
public record ScoreConf(
        String embedder,
        List<String> blocklist,
        String references,
        String sentences,
        Rubric judge,
        String perplexity,
        List<String> requiredAttributes,
        ReferenceMeasures reference,
        CopyrightConf copyright,
        String nsfw,
        String ocr)
        implements Serializable {
    public ScoreConf {
        reference = reference == null ? ReferenceMeasures.defaults() : reference;
        copyright = copyright == null ? CopyrightConf.defaults() : copyright;
        blocklist = Require.list(blocklist);
        requiredAttributes = Require.list(requiredAttributes);
        requireApart("score.sentences", sentences, "compares texts", embedder);
        requireApart("score.nsfw", nsfw, "guards against pictures", embedder, sentences);
        requireApart("score.ocr", ocr, "reads pictures", embedder, sentences, nsfw);
    }

    private static void requireApart(String key, String model, String does, String... others) {
        Require.that(
                model == null || !Arrays.asList(others).contains(model),
                key,
                model,
                "must be another model than score.embedder and the others of section score: it " + does);
    }

    /** Every parameter at its default. */
    public static ScoreConf defaults() {
        return new ScoreConf(null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * Files that it names, by content.
     *
     * @throws dev.atelier.stage.ConfError if one cannot be read, or a line of {@code references} is none
     */
    public List<FilesRead> filesRead(Configuration hadoop) {
        if (references != null) {
            TextsCheck.lines(References.files(references), List.of("sku", "field", "text"), hadoop);
        }
        return files().stream().map(files -> files.read(hadoop)).toList();
    }

    /** Paths that it names. */
    public List<String> paths() {
        return files().stream().map(InputFiles::path).toList();
    }

    private List<InputFiles> files() {
        List<InputFiles> files = new ArrayList<>(copyright.files());
        if (references != null) {
            files.add(0, References.files(references));
        }
        return files;
    }

    /** Models that scorers use, and what for. */
    public Map<String, List<ModelUse>> uses() {
        Map<String, List<ModelUse>> uses = new TreeMap<>();
        if (embedder != null) {
            add(uses, embedder, new ModelUse.Embed("score.embedder"));
        }
        if (sentences != null) {
            add(uses, sentences, new ModelUse.EmbedTexts("score.sentences"));
        }
        if (nsfw != null) {
            add(uses, nsfw, new ModelUse.GuardPictures("score.nsfw"));
        }
        if (ocr != null) {
            add(uses, ocr, new ModelUse.ReadPictures("score.ocr"));
        }
        if (judge != null) {
            add(uses, judge.model(), new ModelUse.Choose("score.judge", judge.system() != null, judge.digits()));
        }
        if (perplexity != null) {
            add(uses, perplexity, new ModelUse.Read("score.perplexity"));
        }
        return uses;
    }

    private static void add(Map<String, List<ModelUse>> uses, String model, ModelUse use) {
        uses.computeIfAbsent(model, name -> new ArrayList<>()).add(use);
    }

    /** Measures of the rubric. */
    public List<String> judged() {
        return judge == null ? List.of() : judge.measures();
    }

    /** Measures that this section gives no value for, each with the key that is not set. */
    public Map<String, String> lacking() {
        Map<String, String> keys = new TreeMap<>(Scorers.lacking(setup(
                null,
                PersonalData.of(List.of(), List.of()),
                new Copyright(copyright.texts() != null, List.of(), copyright.pictures() != null, null))));
        if (references == null) {
            ReferenceMeasures.WORDS.forEach(word -> keys.put(word, "score.references"));
        }
        return keys;
    }

    /**
     * What scorers are made with.
     *
     * @param personal what of people is found, as cleaning finds it
     * @param protectedFromCopies what {@link CopyrightConf#read} gave
     */
    public Scorers.Setup setup(Worker worker, PersonalData personal, Copyright protectedFromCopies) {
        return new Scorers.Setup(
                blocklist,
                requiredAttributes,
                lent(embedder, worker, TaskModels::embedder),
                lent(sentences, worker, TaskModels::sentences),
                lent(nsfw, worker, TaskModels::guard),
                lent(ocr, worker, TaskModels::reader),
                judge,
                lent(judge == null ? null : judge.model(), worker, TaskModels::chooser),
                lent(perplexity, worker, TaskModels::likelihood),
                reference,
                personal,
                protectedFromCopies);
    }

    private static <M> ModelSource<M> lent(String model, Worker worker, ModelSource.OfTask<M> kind) {
        return model == null ? null : new ModelSource.Pooled<>(model, worker, kind);
    }
}
