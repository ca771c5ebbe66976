package dev.atelier.collect;

import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Section {@code collect}: where the rows come from. */
public record CollectConf(List<Source> sources) implements Serializable {
    public CollectConf {
        sources = Require.list(sources);
        Require.that(!sources.isEmpty(), "collect.sources", sources, "name at least one source");
    }

    /** Names that attributes of its rows can bear: those mapped, and those that pages have properties for. */
    public Set<String> attributeNames() {
        Set<String> names = new TreeSet<>(ProductCells.names());
        names.addAll(mappedAttributes());
        return names;
    }

    /** Names of attributes that its sources map. */
    public Set<String> mappedAttributes() {
        return sources.stream()
                .flatMap(source -> source.rows().attributes().keySet().stream())
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a page may bring attributes of any name. */
    public boolean hasPages() {
        return sources.stream().anyMatch(HtmlSource.class::isInstance);
    }

    /** Paths and patterns of the files that it reads. */
    public List<String> paths() {
        return sources.stream()
                .flatMap(source -> source instanceof FileSource files ? Stream.of(files.path()) : Stream.empty())
                .toList();
    }
}
