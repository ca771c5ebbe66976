package dev.atelier.pictures;

import dev.atelier.domain.ContentId;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which file of a table has which picture, once for a process: small files by what is in them, read once each, large ones by
 * their names. The folder is listed again when a picture is not where it was, or nowhere.
 */
final class PictureIndex {
    private static final Map<String, PictureIndex> OF_FOLDER = new ConcurrentHashMap<>();

    private final PictureTable table;
    private final TreeSet<String> large = new TreeSet<>();
    private final Map<String, List<String>> within = new HashMap<>(); // what a small file has, by its name
    private final Map<String, String> small = new HashMap<>(); // names, by sha256 of a picture

    private PictureIndex(PictureTable table) {
        this.table = table;
    }

    static PictureIndex of(RunFolder run) {
        return OF_FOLDER.computeIfAbsent(run.uri(), uri -> new PictureIndex(new PictureTable(run)));
    }

    Optional<byte[]> png(String sha256) {
        return find(sha256, true).map(PictureFile.Entry::png);
    }

    Optional<Long> length(String sha256) {
        return find(sha256, false).map(PictureFile.Entry::sizeBytes);
    }

    private Optional<PictureFile.Entry> find(String sha256, boolean withPng) {
        Finding byIndex = file ->
                file.find(sha256, withPng).filter(entry -> !withPng || sha256.equals(ContentId.ofBytes(entry.png())));
        Optional<PictureFile.Entry> found = findIn(candidates(sha256), byIndex);
        if (found.isEmpty()) {
            list();
            found = findIn(candidates(sha256), byIndex);
        }
        return found.isPresent() ? found : findIn(candidates(sha256), file -> file.findInAll(sha256, withPng));
    }

    /** A way to find a picture in a file. */
    private interface Finding {
        Optional<PictureFile.Entry> in(PictureFile file) throws IOException;
    }

    private Optional<PictureFile.Entry> findIn(Iterable<String> names, Finding finding) {
        for (String name : names) {
            try {
                Optional<PictureFile.Entry> found = finding.in(table.file(name));
                if (found.isPresent()) {
                    return found;
                }
            } catch (IOException | RuntimeException e) {
                table.isDamaged(name, e);
            }
        }
        return Optional.empty();
    }

    private synchronized List<String> candidates(String sha256) {
        List<String> names = new ArrayList<>();
        if (small.containsKey(sha256)) {
            names.add(small.get(sha256));
        }
        large.stream().filter(name -> PictureTable.mayHave(name, sha256)).forEach(names::add);
        return names;
    }

    private synchronized void list() {
        TreeMap<String, Long> there = table.files();
        large.clear();
        within.keySet().retainAll(there.keySet());
        small.clear();
        there.forEach((name, bytes) -> {
            if (bytes >= PictureTable.SMALL_BYTES) {
                large.add(name);
            } else {
                List<String> known = within.computeIfAbsent(name, this::read);
                if (known != null) {
                    known.forEach(sha256 -> small.put(sha256, name));
                }
            }
        });
    }

    /** Null for a damaged file, which may be whole another time. */
    private List<String> read(String name) {
        List<String> all =
                table.index(name).stream().map(PictureFile.Entry::sha256).toList();
        return all.isEmpty() ? null : all;
    }
}
