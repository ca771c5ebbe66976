package dev.atelier.worker;

import dev.atelier.batch.BatchModel;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.WriteText;

/** The models that make things, by the configuration's names. */
public interface Makers {
    BatchModel<WriteText, GeneratedText> writer(String name);

    BatchModel<DrawPicture, GeneratedImage> painter(String name);

    /** Out of the executor's pool, held until the task ends. */
    record Pooled(Worker worker) implements ModelSource<Makers> {
        @Override
        public Makers ofThisTask() {
            return TaskModels.ofThisTask(worker);
        }
    }
}
