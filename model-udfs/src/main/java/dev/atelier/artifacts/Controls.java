package dev.atelier.artifacts;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Text;
import dev.atelier.worker.Brake;
import java.io.Serializable;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks count while they make artifacts, and what stops them.
 *
 * @param rows answered requests
 * @param tokens read and written by language models, of what was made now
 * @param brake null where there is no budget
 */
public record Controls(LongAccumulator rows, LongAccumulator tokens, Brake brake) implements Serializable {
    void count(Answer<Artifact> made) {
        if (made instanceof Answer.Done<Artifact> done && done.value().made() instanceof Text text) {
            tokens.add((long) done.value().promptTokens() + text.completionTokens());
        }
    }
}
