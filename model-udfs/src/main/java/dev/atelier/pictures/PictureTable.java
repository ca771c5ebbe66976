package dev.atelier.pictures;

import dev.atelier.domain.ContentId;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures as rows of Parquet files, which any reader of Parquet reads as one table: {@code sha256}, {@code size_bytes},
 * {@code png}. A batch of a task is a small file, {@code part-<partition>-<digest>}; {@link JoinPictures} makes large ones of
 * them, {@code joined-<first>-<last>-<digest>}. A picture may stand twice for a while; readers take either.
 */
record PictureTable(RunFolder run) implements Serializable {
    static final String FOLDER = "pictures";

    /** A file below it is indexed by what is in it, a larger one by its name. */
    static final long SMALL_BYTES = 16 << 20;

    /** Characters of a digest in a name. */
    private static final int RANGE = 16;

    private static final Pattern JOINED = Pattern.compile("joined-([0-9a-f]+)-([0-9a-f]+)-[0-9a-f]+[.]parquet");
    private static final Logger LOG = LoggerFactory.getLogger(PictureTable.class);
    private static final String PARQUET = ".parquet";

    /** Keeps one finished batch, by sha256. */
    void write(int partition, NavigableMap<String, byte[]> batch) {
        FileInMemory file = new FileInMemory();
        try (ParquetWriter<Group> out = PictureFile.writer(file, run.hadoop().configuration())) {
            for (Map.Entry<String, byte[]> picture : batch.entrySet()) {
                out.write(PictureFile.row(picture.getKey(), picture.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a batch of pictures: " + e.getMessage(), e);
        }
        byte[] content = file.bytes();
        run.writeWhole(FOLDER + "/" + name(partition, batch.navigableKeySet()), content);
    }

    /**
     * Lengths, by uri, of pictures that tasks of a partition wrote. Looks where each batch should lie; only if one is not
     * there, or not whole, at all files of the partition.
     *
     * @param batches sha256 of the pictures of each
     */
    Map<String, Long> ofPartition(int partition, List<TreeSet<String>> batches) {
        Map<String, Long> lengths = new HashMap<>();
        Set<String> sought = new HashSet<>();
        for (TreeSet<String> batch : batches) {
            batch.forEach(sha256 -> sought.add(RunPictures.inTable(sha256)));
            index(name(partition, batch)).forEach(row -> put(lengths, row));
        }
        if (!lengths.keySet().containsAll(sought)) {
            files().keySet().stream()
                    .filter(name -> name.startsWith(prefix(partition)))
                    .flatMap(name -> index(name).stream())
                    .forEach(row -> put(lengths, row));
        }
        return lengths;
    }

    private static void put(Map<String, Long> lengths, PictureFile.Entry row) {
        lengths.put(RunPictures.inTable(row.sha256()), row.sizeBytes());
    }

    /** Told by what is in it, so that who knows that finds it without a listing. */
    private static String name(int partition, NavigableSet<String> batch) {
        return prefix(partition) + ContentId.of(batch.toArray(String[]::new)) + PARQUET;
    }

    private static String prefix(int partition) {
        return "part-" + partition + "-";
    }

    /** Bytes of each file, by name. */
    TreeMap<String, Long> files() {
        TreeMap<String, Long> files = new TreeMap<>(run.lengths(FOLDER));
        files.keySet().removeIf(name -> !name.endsWith(PARQUET));
        return files;
    }

    PictureFile file(String name) {
        return new PictureFile(
                new Path(run.uri() + "/" + FOLDER, name), run.hadoop().configuration());
    }

    void delete(String name) {
        run.delete(FOLDER + "/" + name);
    }

    /** What a file has, without the pictures themselves; nothing if it is damaged or gone. */
    List<PictureFile.Entry> index(String name) {
        try {
            return file(name).withoutPng();
        } catch (IOException | RuntimeException e) {
            isDamaged(name, e);
            return List.of();
        }
    }

    /**
     * Whether a file that could not be read is damaged; false if it is gone, joined with others or written anew.
     *
     * @throws UncheckedIOException if it may be read another time
     */
    boolean isDamaged(String name, Exception e) {
        if (run.length(FOLDER + "/" + name) == null) {
            return false;
        } else if (PictureFile.isDamage(e)) {
            LOG.warn("{} of the table of pictures is damaged; its pictures do not count: {}", name, e.getMessage());
            return true;
        }
        throw new UncheckedIOException("Cannot read " + FOLDER + "/" + name + ": " + e.getMessage(), (IOException) e);
    }

    /** Where larger files lie in the order of digests. */
    static String joinedName(String first, String last, String digest) {
        return "joined-" + first.substring(0, RANGE) + "-" + last.substring(0, RANGE) + "-" + digest + PARQUET;
    }

    /** Whether a file of such a name may have it; not where the name tells of no range. */
    static boolean mayHave(String name, String sha256) {
        Matcher range = JOINED.matcher(name);
        return range.matches() && range.group(1).compareTo(sha256) <= 0 && sha256.compareTo(range.group(2) + "~") < 0;
    }
}
