package dev.atelier.worker;

import dev.atelier.domain.ContentId;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What executors keep under a run's folder as soon as it is made, so that no later run makes it again: one small file of
 * lines for each finished batch. A file appears by a rename, so a killed run leaves whole batches or nothing. Two copies
 * of one batch have one name and the same bytes.
 */
public final class KeptLines implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String folder;
    private final HadoopFiles hadoop;

    /** @param name of what is kept, such as {@code text} */
    public KeptLines(RunFolder run, String name) {
        this.folder = run.uri() + "/.store/" + name;
        this.hadoop = run.hadoop();
    }

    /** Keeps one finished batch; an empty one leaves nothing. */
    public void keep(List<String> lines) {
        if (!lines.isEmpty()) {
            byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            hadoop.writeWhole(folder + "/" + ContentId.ofBytes(content) + ".jsonl", content);
        }
    }

    public String folder() {
        return folder;
    }

    /**
     * Joins the small files into one when there are more than {@code limit}. Safe to be interrupted: the joined file is
     * whole before the first small one goes; until then lines stand twice.
     *
     * @return how many files there were
     */
    public int compact(int limit) {
        try {
            FileSystem files = hadoop.of(new Path(folder));
            if (!files.exists(new Path(folder))) {
                return 0;
            }
            List<Path> batches = Arrays.stream(files.listStatus(new Path(folder)))
                    .map(FileStatus::getPath)
                    .filter(p -> p.getName().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            if (batches.size() > limit) {
                join(files, batches);
            }
            return batches.size();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compact " + folder + ": " + e.getMessage(), e);
        }
    }

    private void join(FileSystem files, List<Path> batches) throws IOException {
        String id = ContentId.of(batches.stream().map(Path::toString).toArray(String[]::new));
        Path joined = new Path(folder, "joined-" + id + ".jsonl");
        Path pending = new Path(folder, "_" + joined.getName());
        try (FSDataOutputStream out = files.create(pending, true)) {
            for (Path batch : batches) {
                try (var in = files.open(batch)) {
                    in.transferTo(out);
                }
            }
        }
        files.rename(pending, joined);
        for (Path batch : batches) {
            files.delete(batch, false);
        }
    }
}
