package dev.atelier.collect;

import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.List;

/** Section {@code collect}: where the rows come from. */
public record CollectConf(List<SourceConf> sources) implements Serializable {
    public CollectConf {
        sources = Require.list(sources);
        Require.that(!sources.isEmpty(), "collect.sources", sources, "name at least one source");
    }
}
