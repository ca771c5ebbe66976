package dev.atelier.score;

import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.List;

/**
 * Section {@code score}: what is measured beside the measures that need no configuration.
 *
 * @param embedder name of the CLIP model in {@code models}; default none: pictures get no {@code clip_score}
 * @param blocklist more words and phrases for {@code blocklist_hits}, beside the built-in {@code blocklist.txt}
 * @param references JSON lines of {@code {"sku": ..., "field": ..., "text": ...}}: copy that people wrote; texts of that
 *     item and field then get {@code bleu} and {@code rouge_*}; default none
 */
public record ScoreConf(String embedder, List<String> blocklist, String references) implements Serializable {
    public ScoreConf {
        blocklist = Require.list(blocklist);
    }

    /** Every parameter at its default. */
    public static ScoreConf defaults() {
        return new ScoreConf(null, null, null);
    }
}
