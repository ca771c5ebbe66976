package dev.atelier.worker;

import dev.atelier.batch.BatchModel;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.WriteText;
import java.io.Serializable;

/** Where a task gets the models that make things from: the executor's pool, or fakes in a test. Travels to executors. */
public interface MakersSource extends Serializable {
    /** Called on the executor by the task that will use them; the source gets them back when the task ends. */
    Makers ofThisTask();

    /** Models by the configuration's names. */
    interface Makers {
        BatchModel<WriteText, GeneratedText> writer(String name);

        BatchModel<DrawPicture, GeneratedImage> painter(String name);
    }

    /** Models out of the executor's pool, held until the task ends. */
    record Pooled(Worker worker) implements MakersSource {
        @Override
        public Makers ofThisTask() {
            return TaskModels.ofThisTask(worker);
        }
    }
}
