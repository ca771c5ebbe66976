package dev.atelier.worker;

import dev.atelier.domain.ContentId;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What executors keep under a run's folder as soon as it is made, so that no later run makes it again: one small file of
 * lines for each finished batch. A file appears by a rename, so a killed run leaves whole batches or nothing. Two copies
 * of one batch have one name and the same bytes. A few partitions share a folder, so that a retried task finds its own
 * without a listing of what thousands kept.
 */
public final class KeptLines implements Serializable {
    /** Files above which they are joined: listing them would cost more than reading. */
    public static final int MOST_FILES = 500;

    private static final long serialVersionUID = 1L;
    /** Of a file that is left as it is. */
    private static final long LARGE_BYTES = 64L << 20;

    /** Partitions that share a folder: it costs a call to look into, and to delete. */
    private static final int NEIGHBOURS = 16;

    private static final Pattern OF_NEIGHBOURS = Pattern.compile("\\d+-\\d+");
    private static final String LINES = ".jsonl";

    private final RunFolder run;
    private final String folder;
    private final long largeBytes;

    /** @param name of what is kept, such as {@code text} */
    public KeptLines(RunFolder run, String name) {
        this(run, name, LARGE_BYTES);
    }

    KeptLines(RunFolder run, String name, long largeBytes) {
        this.run = run;
        this.folder = ".store/" + name;
        this.largeBytes = largeBytes;
    }

    /** Keeps one finished batch; an empty one leaves nothing. */
    public void keep(List<String> lines) {
        keep("", lines);
    }

    /** Keeps one finished batch where {@link #ofPartition} finds it. */
    public void keep(int partition, List<String> lines) {
        keep(neighbours(partition) + "/" + prefix(partition), lines);
    }

    private void keep(String prefix, List<String> lines) {
        if (!lines.isEmpty()) {
            byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            run.writeWhole(folder + "/" + prefix + ContentId.ofBytes(content) + LINES, content);
        }
    }

    /** Batches that tasks of a partition kept since the files were last joined: for the next attempt of such a task. */
    public List<List<String>> ofPartition(int partition) {
        String shared = folder + "/" + neighbours(partition);
        return run.list(shared).stream()
                .filter(name -> name.startsWith(prefix(partition)))
                .map(name -> new String(run.read(shared + "/" + name), StandardCharsets.UTF_8)
                        .lines()
                        .toList())
                .toList();
    }

    private static String prefix(int partition) {
        return "part-" + partition + "-";
    }

    /** Such as {@code 32-47}. */
    private static String neighbours(int partition) {
        int first = partition / NEIGHBOURS * NEIGHBOURS;
        return first + "-" + (first + NEIGHBOURS - 1);
    }

    /** Its files lie in it and in folders below it: whoever reads it reads those too. */
    public String folder() {
        return run.uri() + "/" + folder;
    }

    /**
     * Joins the small files into larger ones, of bounded size, when there are more than {@code limit}; a large one is never
     * written again. Safe to be interrupted: a joined file is whole before the first small one goes; until then lines stand
     * twice.
     *
     * @return how many files there were
     */
    public int compact(int limit) {
        try {
            Path all = new Path(folder());
            FileSystem files = run.hadoop().of(all);
            if (!files.exists(all)) {
                return 0;
            }
            List<FileStatus> batches = all(files, all);
            List<FileStatus> small = batches.stream()
                    .filter(file -> file.getLen() < largeBytes)
                    .sorted()
                    .toList();
            if (small.size() > limit) {
                List<List<Path>> groups = groups(small);
                for (List<Path> group : groups) {
                    join(files, group);
                }
                removeEmptied(files, batches, groups);
            }
            return batches.size();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compact " + folder() + ": " + e.getMessage(), e);
        }
    }

    /** All files of lines in a folder of the store and in those below it. */
    public static List<FileStatus> all(FileSystem files, Path folder) throws IOException {
        return HadoopFiles.under(files, folder).stream()
                .filter(file -> file.getPath().getName().endsWith(LINES))
                .toList();
    }

    /** Folders of partitions that nothing is left in. */
    private void removeEmptied(FileSystem files, List<FileStatus> batches, List<List<Path>> joined) throws IOException {
        Set<Path> gone = joined.stream().flatMap(List::stream).collect(Collectors.toCollection(HashSet::new));
        Set<Path> emptied = gone.stream().map(Path::getParent).collect(Collectors.toCollection(HashSet::new));
        batches.stream()
                .map(FileStatus::getPath)
                .filter(batch -> !gone.contains(batch))
                .forEach(stays -> emptied.remove(stays.getParent()));
        for (Path emptiedFolder : emptied) {
            if (OF_NEIGHBOURS.matcher(emptiedFolder.getName()).matches()) {
                files.delete(emptiedFolder, true);
            }
        }
    }

    /** Neighbours that are large together. */
    private List<List<Path>> groups(List<FileStatus> small) {
        List<List<Path>> groups = new ArrayList<>();
        long bytes = largeBytes;
        for (FileStatus file : small) {
            if (bytes >= largeBytes) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            groups.get(groups.size() - 1).add(file.getPath());
            bytes += file.getLen();
        }
        groups.removeIf(group -> group.size() == 1);
        return groups;
    }

    private void join(FileSystem files, List<Path> batches) throws IOException {
        String id = ContentId.of(batches.stream().map(Path::toString).toArray(String[]::new));
        Path joined = new Path(folder(), "joined-" + id + LINES);
        Path pending = run.pending(joined.getName());
        try (FSDataOutputStream out = files.create(pending, true)) {
            for (Path batch : batches) {
                try (var in = files.open(batch)) {
                    in.transferTo(out);
                }
            }
        }
        if (!files.rename(pending, joined)) {
            throw new IOException("the file system refused to rename " + pending);
        }
        for (Path batch : batches) {
            files.delete(batch, false);
        }
    }
}
