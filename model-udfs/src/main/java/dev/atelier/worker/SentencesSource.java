package dev.atelier.worker;

import dev.atelier.domain.ModelRef;
import dev.atelier.domain.TextEmbedder;
import java.io.Serializable;

/** Where a task gets its model of sentence embeddings from: the executor's pool, or a fake in a test. Travels to executors. */
public interface SentencesSource extends Serializable {
    /** Called on the executor by the task that will use it; the source gives it back when the task ends. */
    TextEmbedder ofThisTask();

    /** What of it decides its vectors; null where nothing tells it from another: then no finding of its is kept. */
    default ModelRef ref() {
        return null;
    }

    /** The model of that name out of the executor's pool, held until the task ends. */
    record Pooled(String model, Worker worker) implements SentencesSource {
        @Override
        public TextEmbedder ofThisTask() {
            return TaskModels.ofThisTask(worker).sentences(model);
        }

        @Override
        public ModelRef ref() {
            return worker.models().get(model).ref();
        }
    }
}
