package dev.atelier.worker;

import dev.atelier.domain.ModelRef;
import java.io.Serializable;

/** Where a task gets its model of one kind from: the executor's pool, or a fake in a test. Travels to executors. */
public interface ModelSource<M> extends Serializable {
    /** Called on the executor by the task that will use it; the source gives it back when the task ends. */
    M ofThisTask();

    /** What of it decides what it finds; null where nothing tells it from another: then no finding of its is kept. */
    default ModelRef ref() {
        return null;
    }

    /** How a task that holds models gives one of a kind. */
    interface OfTask<M> extends Serializable {
        M get(TaskModels models, String name);
    }

    /** The model of that name out of the executor's pool, held until the task ends. */
    record Pooled<M>(String model, Worker worker, OfTask<M> kind) implements ModelSource<M> {
        @Override
        public M ofThisTask() {
            return kind.get(TaskModels.ofThisTask(worker), model);
        }

        @Override
        public ModelRef ref() {
            return worker.models().get(model).ref();
        }
    }
}
