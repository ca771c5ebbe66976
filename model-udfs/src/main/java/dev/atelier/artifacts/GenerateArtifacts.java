package dev.atelier.artifacts;

import dev.atelier.batch.BatchModel;
import dev.atelier.batch.Batches;
import dev.atelier.batch.Finishing;
import dev.atelier.batch.MappedIterator;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Ask;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.Engine;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Job;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Picture;
import dev.atelier.domain.Text;
import dev.atelier.domain.WriteText;
import dev.atelier.image.Finish;
import dev.atelier.image.FinishedImage;
import dev.atelier.pictures.NewPictures;
import dev.atelier.pictures.RunPictures;
import dev.atelier.rows.RowCodec;
import dev.atelier.worker.InFlight;
import dev.atelier.worker.Makers;
import dev.atelier.worker.Marks;
import dev.atelier.worker.ModelSource;
import dev.atelier.worker.RunFolder;
import dev.atelier.worker.Watched;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Requests to artifacts on one executor: jobs through the model's engine, pictures encoded while the model draws the next
 * ones, each finished batch kept in the store before its rows go on. Requests that ask for the same and follow each other
 * are answered once.
 */
public final class GenerateArtifacts implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private final Modality modality;
    private final ModelSource<Makers> makers;
    private final int batchSize;
    private final RunFolder folder;
    private final boolean table;
    private final InFlight inFlight;
    private final Controls controls;

    /**
     * @param folder the run's
     * @param table whether pictures become rows of its table of pictures, and not files
     * @param inFlight the record of rows inside a model, as it was found when the stage was planned
     * @param controls what counts and stops it
     */
    public GenerateArtifacts(
            Modality modality,
            ModelSource<Makers> makers,
            int batchSize,
            RunFolder folder,
            boolean table,
            InFlight inFlight,
            Controls controls) {
        this.modality = modality;
        this.makers = makers;
        this.batchSize = batchSize;
        this.folder = folder;
        this.table = table;
        this.inFlight = inFlight;
        this.controls = controls;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Makers held = makers.ofThisTask();
        Marks marks = inFlight.ofThisTask(); // and only then what attempts before this one made
        RowCodec<GenerationRequest> codec = RowCodec.of(GenerationRequest.class);
        Braked<GenerationRequest> requests = new Braked<>(new MappedIterator<>(rows, codec::fromRow), controls.brake());
        Unmade asks = new Unmade(new SameAsk(requests), madeBefore());
        NewPictures pictures = new RunPictures(folder).fresh(table, TaskContext.getPartitionId());
        return switch (modality) {
            case TEXT ->
                run(
                        asks,
                        requests,
                        marks,
                        held::writer,
                        WriteText.class,
                        GenerateArtifacts::text,
                        keeping(pictures, 0));
            // encoding takes its time: it goes on beside the next batch
            case IMAGE ->
                run(
                        asks,
                        requests,
                        marks,
                        held::painter,
                        DrawPicture.class,
                        (request, drawn) -> picture(request, drawn, pictures),
                        keeping(pictures, batchSize));
        };
    }

    /** Only an attempt before this one can have kept what the driver did not find when it planned. */
    private Map<String, Artifact> madeBefore() {
        return InFlight.isRetried()
                ? new ArtifactStore(folder, modality).madeIn(TaskContext.getPartitionId())
                : Map.of();
    }

    private Keeping keeping(NewPictures pictures, int behind) {
        ArtifactStore store = new ArtifactStore(folder, modality);
        return new Keeping(store, pictures, TaskContext.getPartitionId(), batchSize, behind);
    }

    private <A extends Ask, M> Iterator<Row> run(
            Unmade asks,
            Braked<GenerationRequest> requests,
            Marks marks,
            Function<String, BatchModel<A, M>> models,
            Class<A> kind,
            BiFunction<GenerationRequest, M, Artifact> finish,
            Keeping keeping) {
        var answers = new Watched<>(
                asks,
                (List<GenerationRequest> same) -> same.get(0).askId(),
                new ByModel<>(model -> engine(models.apply(model), keeping), kind),
                marks,
                batchSize);
        var finished = new Finishing<>(
                new MappedIterator<>(answers, keeping::expecting),
                batchSize,
                a -> keeping.keep(() -> new Finished(
                        a.row(),
                        Finishing.finish(
                                a.answer(), made -> finish.apply(a.row().get(0), made)))));
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> {
            finished.close();
            answers.close();
        });
        return new KeptBatches(finished, batchSize, keeping, asks, requests, controls);
    }

    private <A extends Ask, M> Engine<A, M> engine(BatchModel<A, M> model, Keeping keeping) {
        Batches<Job<A>, M> batches = new Batches<>(batchSize, batch -> {
            keeping.settle();
            return model.answer(batch);
        });
        return batches::answer;
    }

    /** Requests that asked for the same, and what became of them. */
    record Finished(List<GenerationRequest> requests, Answer<Artifact> answer) {}

    /** Each model's requests through its engine. */
    private record ByModel<A extends Ask, M>(
            Function<String, Engine<A, M>> engineOf, Class<A> kind, Map<String, Engine<A, M>> engines)
            implements Watched.Lanes<List<GenerationRequest>, M> {
        ByModel(Function<String, Engine<A, M>> engineOf, Class<A> kind) {
            this(engineOf, kind, new HashMap<>());
        }

        @Override
        public String of(List<GenerationRequest> same) {
            return same.get(0).model().model();
        }

        @Override
        public Watched.Answering<List<GenerationRequest>, M> engine(String model) {
            Engine<A, M> engine = engines.computeIfAbsent(model, engineOf);
            return asks -> engine.answer(new MappedIterator<>(asks, same -> job(same.get(0))));
        }

        private Job<A> job(GenerationRequest request) {
            return new Job<>(request.requestId(), kind.cast(request.ask()), request.seed());
        }
    }

    private static Artifact text(GenerationRequest request, GeneratedText made) {
        String sha256 = ContentId.ofBytes(made.text().getBytes(StandardCharsets.UTF_8));
        Text text = new Text(made.text(), sha256, made.completionTokens(), made.finishReason(), made.meanLogprob());
        return Artifact.of(request, text, made.promptTokens(), "");
    }

    private static Artifact picture(GenerationRequest request, GeneratedImage drawn, NewPictures pictures) {
        FinishedImage file = Finish.of(request, (DrawPicture) request.ask(), drawn);
        Picture picture = new Picture(
                pictures.add(file.sha256(), file.png()),
                file.sha256(),
                file.pixelsSha256(),
                file.widthPx(),
                file.heightPx(),
                (long) file.png().length,
                file.thumbnail());
        return Artifact.of(request, picture, drawn.promptTokens(), drawn.truncatedPrompt());
    }
}
