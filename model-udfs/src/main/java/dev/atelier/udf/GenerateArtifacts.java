package dev.atelier.udf;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelSpec;
import dev.atelier.image.Finish;
import dev.atelier.image.FinishedImage;
import dev.atelier.rows.RowCodec;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Requests to artifacts on one executor: micro-batches through the model, pictures to files while the model draws the
 * next batch, each finished batch kept in the store before its rows go on.
 */
public final class GenerateArtifacts implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private final Modality modality;
    private final Map<String, ModelSpec> models;
    private final int batchSize;
    private final ModelCache cache;
    private final ArtifactStore store;
    private final InFlight inFlight;
    private final String runFolder;
    private final HadoopFiles hadoop;
    private final LongAccumulator done;
    private final CollectionAccumulator<String> loads;

    /** @param runFolder full URI of the run's folder; pictures go to {@code files/} below it */
    public GenerateArtifacts(
            Modality modality,
            Map<String, ModelSpec> models,
            int batchSize,
            ModelCache cache,
            ArtifactStore store,
            InFlight inFlight,
            String runFolder,
            HadoopFiles hadoop,
            LongAccumulator done,
            CollectionAccumulator<String> loads) {
        this.modality = modality;
        this.models = Map.copyOf(models);
        this.batchSize = batchSize;
        this.cache = cache;
        this.store = store;
        this.inFlight = inFlight;
        this.runFolder = runFolder;
        this.hadoop = hadoop;
        this.done = done;
        this.loads = loads;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        RowCodec<GenerationRequest> codec = RowCodec.of(GenerationRequest.class);
        TaskModels held = TaskModels.ofThisTask(models, cache, loads);
        // a model that cannot be had stops the task here; inside a batch it would count as the row's fault
        Iterator<GenerationRequest> requests = new MappedIterator<>(rows, row -> {
            GenerationRequest request = codec.fromRow(row);
            held.hold(request.modality(), request.model());
            return request;
        });
        Map<String, Integer> suspects = inFlight.suspects();
        return switch (modality) {
            case TEXT ->
                run(
                        new MicroBatcher<>(
                                batchSize,
                                batch -> guarded(batch, suspects, (model, part) -> held.text(model)
                                        .generate(part)),
                                GenerateArtifacts::text),
                        requests);
            case IMAGE ->
                run(
                        new MicroBatcher<>(
                                batchSize,
                                batch -> guarded(batch, suspects, (model, part) -> held.images(model)
                                        .generate(part)),
                                this::image),
                        requests);
        };
    }

    private <M> Iterator<Row> run(
            MicroBatcher<GenerationRequest, M, Artifact> batcher, Iterator<GenerationRequest> requests) {
        var results = batcher.run(requests);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> results.close());
        return new KeptBatches(results, batchSize, store, done);
    }

    private static Artifact text(GenerationRequest request, GeneratedText made) {
        String sha256 = ContentId.ofBytes(made.text().getBytes(StandardCharsets.UTF_8));
        return new Artifact(
                ContentId.of(request.requestId(), sha256),
                request.requestId(),
                request.itemId(),
                Modality.TEXT,
                request.field(),
                request.candidate(),
                made.text(),
                null,
                sha256,
                null,
                null,
                null,
                null,
                made.promptTokens(),
                made.completionTokens(),
                made.finishReason(),
                made.meanLogprob(),
                "");
    }

    private Artifact image(GenerationRequest request, GeneratedImage drawn) {
        FinishedImage file = Finish.of(request, drawn);
        String uri = "files/" + file.sha256().substring(0, 2) + "/" + file.sha256() + ".png";
        hadoop.writeWhole(runFolder + "/" + uri, file.png());
        return new Artifact(
                ContentId.of(request.requestId(), file.pixelsSha256()),
                request.requestId(),
                request.itemId(),
                Modality.IMAGE,
                request.field(),
                request.candidate(),
                null,
                uri,
                file.sha256(),
                file.pixelsSha256(),
                file.widthPx(),
                file.heightPx(),
                file.thumbnail(),
                drawn.promptTokens(),
                null,
                null,
                null,
                drawn.truncatedPrompt());
    }

    private <M> List<M> guarded(
            List<GenerationRequest> batch,
            Map<String, Integer> suspects,
            BiFunction<String, List<GenerationRequest>, List<M>> generate) {
        return inFlight.guard(batch, GenerationRequest::requestId, suspects, alive -> byModel(alive, generate));
    }

    /** Runs the parts of a batch that name different models one after the other; results in the batch's order. */
    private static <M> List<M> byModel(
            List<GenerationRequest> batch, BiFunction<String, List<GenerationRequest>, List<M>> generate) {
        IdentityHashMap<GenerationRequest, M> made = new IdentityHashMap<>();
        batch.stream().collect(Collectors.groupingBy(GenerationRequest::model)).forEach((model, part) -> {
            List<M> results = generate.apply(model, part);
            for (int i = 0; i < part.size(); i++) {
                made.put(part.get(i), results.get(i));
            }
        });
        return batch.stream().map(made::get).toList();
    }
}
