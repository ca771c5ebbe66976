package dev.atelier.score;

import dev.atelier.measures.Copyright;
import dev.atelier.measures.ProtectedPictures;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.FilesRead;
import dev.atelier.worker.HadoopFiles;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * Section {@code score.copyright}: what texts and pictures must not be copies of, and must not name.
 *
 * @param texts texts of others: JSON lines of {@code {"id": ..., "text": ...}}, Parquet with columns {@code id} and {@code text}, or
 *     {@code .txt} files whose names are their ids; a path, a folder or a pattern. Texts then get {@code copied_words} and
 *     {@code copied_share}; default none. A text of less than five words is not found: write it as a trademark into {@code names}
 * @param names files of more names for {@code protected_names} and {@code prompt_names}, beside the built-in {@code names.txt}, one a
 *     line: {@code artist: Frida Kahlo}, {@code brand: Lego}, {@code trademark: Just do it}; in quotation marks a name counts only
 *     with these capitals; default none
 * @param pictures pictures of others: PNG and JPEG files, a folder or a pattern, 10,000 at most. Pictures then get
 *     {@code picture_copy}; default none
 */
public record CopyrightConf(String texts, String names, String pictures) implements Serializable {
    private static final String TEXTS = "score.copyright.texts";
    private static final String NAMES = "score.copyright.names";
    private static final String PICTURES = "score.copyright.pictures";

    /** Every parameter at its default. */
    public static CopyrightConf defaults() {
        return new CopyrightConf(null, null, null);
    }

    /** What it names. */
    List<InputFiles> files() {
        List<InputFiles> files = new ArrayList<>();
        if (texts != null) {
            files.add(textFiles());
        }
        if (names != null) {
            files.add(new InputFiles(NAMES, names));
        }
        if (pictures != null) {
            files.add(pictureFiles());
        }
        return files;
    }

    private InputFiles pictureFiles() {
        return new InputFiles(PICTURES, pictures);
    }

    /**
     * The pictures, if any are named.
     *
     * @param read what was found of all files, by content
     */
    Optional<ProtectedPictures> readPictures(List<FilesRead> read, Configuration hadoop) {
        Optional<FilesRead> known =
                read.stream().filter(files -> files.path().equals(PICTURES)).findFirst();
        try {
            return known.map(files -> ProtectedPictures.of(
                    files.digest(),
                    pictureFiles().found(hadoop).stream()
                            .map(file -> file.getPath().toString())
                            .toList(),
                    new HadoopFiles(hadoop)));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw pictureFiles().unreadable(e);
        }
    }

    InputFiles textFiles() {
        return new InputFiles(TEXTS, texts);
    }

    /**
     * What scorers are given of it.
     *
     * @throws ConfError if a file cannot be read, is of no kind that is known, or has a line without a text
     */
    public Copyright read(Configuration hadoop) {
        if (texts != null) {
            TextsCheck.ofAnyKind(textFiles(), hadoop);
        }
        try {
            return new Copyright(texts != null, names == null ? List.of() : namesIn(hadoop), pictures != null, null);
        } catch (IllegalArgumentException e) {
            throw new ConfError("Cannot read " + NAMES + " " + names + ": " + e.getMessage(), e);
        }
    }

    private List<String> namesIn(Configuration hadoop) {
        InputFiles files = new InputFiles(NAMES, names);
        List<String> lines = new ArrayList<>();
        try {
            for (FileStatus file : files.found(hadoop)) {
                byte[] bytes = new HadoopFiles(hadoop).read(file.getPath().toString());
                new String(bytes, StandardCharsets.UTF_8).lines().forEach(lines::add);
            }
            return lines;
        } catch (UncheckedIOException e) {
            throw files.unreadable(e);
        }
    }
}
