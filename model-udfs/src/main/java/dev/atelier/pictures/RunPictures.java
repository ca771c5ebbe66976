package dev.atelier.pictures;

import dev.atelier.worker.RunFolder;
import java.io.FileNotFoundException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The pictures under a run's folder by their uris: {@code files/ab/<sha256>.png} is a file, {@code pictures/<sha256>.png} a
 * row of the table of pictures ({@link PictureTable}).
 */
public record RunPictures(RunFolder folder) implements Serializable {
    private static final String IN_TABLE = PictureTable.FOLDER + "/";
    private static final String PNG = ".png";

    /** Whether such a uri means a row of the table. */
    public static boolean isInTable(String uri) {
        return uri.startsWith(IN_TABLE);
    }

    /** The uri of a row of the table. */
    public static String inTable(String sha256) {
        return IN_TABLE + sha256 + PNG;
    }

    /** The uri of a single file. */
    public static String asFile(String sha256) {
        return "files/" + sha256.substring(0, 2) + "/" + sha256 + PNG;
    }

    /** What the name says that the digest of its bytes is. */
    public static String sha256(String uri) {
        String name = uri.substring(uri.lastIndexOf('/') + 1);
        return name.endsWith(PNG) ? name.substring(0, name.length() - PNG.length()) : name;
    }

    /**
     * A picture's PNG bytes.
     *
     * @throws UncheckedIOException if it is not there
     */
    public byte[] read(String uri) {
        if (!isInTable(uri)) {
            return folder.read(uri);
        }
        return PictureIndex.of(folder)
                .png(sha256(uri))
                .orElseThrow(() -> new UncheckedIOException(new FileNotFoundException(
                        "Cannot read " + folder.uri() + "/" + uri + ": no file of the table has it")));
    }

    /** Its length in bytes; null if it is not there. */
    public Long length(String uri) {
        return isInTable(uri) ? PictureIndex.of(folder).length(sha256(uri)).orElse(null) : folder.length(uri);
    }

    /**
     * Lengths, by uri, of pictures that tasks of a partition wrote to the table since its files were last joined.
     *
     * @param batches uris of each batch of theirs; those that mean no row of the table do not count
     */
    public Map<String, Long> ofPartition(int partition, List<List<String>> batches) {
        List<TreeSet<String>> inTable = batches.stream()
                .map(batch -> batch.stream()
                        .filter(RunPictures::isInTable)
                        .map(RunPictures::sha256)
                        .collect(Collectors.toCollection(TreeSet::new)))
                .filter(batch -> !batch.isEmpty())
                .toList();
        return new PictureTable(folder).ofPartition(partition, inTable);
    }

    /** What a task of this partition draws goes there. */
    public NewPictures fresh(boolean table, int partition) {
        return table ? new NewPictures.InTable(new PictureTable(folder), partition) : new NewPictures.AsFiles(folder);
    }
}
