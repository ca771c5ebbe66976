package dev.atelier.worker;

import dev.atelier.domain.Chooser;
import dev.atelier.domain.Embedder;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.PictureGuard;
import dev.atelier.domain.PictureReader;
import dev.atelier.domain.TextEmbedder;
import dev.atelier.domain.TextLikelihood;
import java.io.Serializable;

/** Where a task gets its model of one kind from: the executor's pool, or a fake in a test. Travels to executors. */
public interface ModelSource<M> extends Serializable {
    /** Called on the executor by the task that will use it; the source gives it back when the task ends. */
    M ofThisTask();

    /** What of it decides what it finds; null where nothing tells it from another: then no finding of its is kept. */
    default ModelRef ref() {
        return null;
    }

    /** The CLIP model of that name out of the executor's pool, held until the task ends. */
    record Clip(String model, Worker worker) implements ModelSource<Embedder> {
        @Override
        public Embedder ofThisTask() {
            return TaskModels.ofThisTask(worker).embedder(model);
        }

        @Override
        public ModelRef ref() {
            return worker.models().get(model).ref();
        }
    }

    /** The model of sentence embeddings of that name, likewise. */
    record Sentences(String model, Worker worker) implements ModelSource<TextEmbedder> {
        @Override
        public TextEmbedder ofThisTask() {
            return TaskModels.ofThisTask(worker).sentences(model);
        }

        @Override
        public ModelRef ref() {
            return worker.models().get(model).ref();
        }
    }

    /** The classifier of pictures of that name, likewise. */
    record Guard(String model, Worker worker) implements ModelSource<PictureGuard> {
        @Override
        public PictureGuard ofThisTask() {
            return TaskModels.ofThisTask(worker).guard(model);
        }

        @Override
        public ModelRef ref() {
            return worker.models().get(model).ref();
        }
    }

    /** The reader of pictures of that name, likewise. */
    record Reader(String model, Worker worker) implements ModelSource<PictureReader> {
        @Override
        public PictureReader ofThisTask() {
            return TaskModels.ofThisTask(worker).reader(model);
        }

        @Override
        public ModelRef ref() {
            return worker.models().get(model).ref();
        }
    }

    /** The language model of that name, likewise. */
    record Judge(String model, Worker worker) implements ModelSource<Chooser> {
        @Override
        public Chooser ofThisTask() {
            return TaskModels.ofThisTask(worker).chooser(model);
        }

        @Override
        public ModelRef ref() {
            return worker.models().get(model).ref();
        }
    }

    /** The language model of that name as a reader of texts, likewise. */
    record Likelihood(String model, Worker worker) implements ModelSource<TextLikelihood> {
        @Override
        public TextLikelihood ofThisTask() {
            return TaskModels.ofThisTask(worker).likelihood(model);
        }

        @Override
        public ModelRef ref() {
            return worker.models().get(model).ref();
        }
    }
}
