package dev.atelier.score;

import dev.atelier.domain.IdWriter;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.FilesRead;
import dev.atelier.stage.Place;
import dev.atelier.worker.HadoopFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * Files that a key of section {@code score} names: a path, a folder or a pattern. Those that begin with a point or an underscore are
 * none.
 */
record InputFiles(String key, String path) {
    /**
     * By content, sorted by name.
     *
     * @throws ConfError if there are none, or one cannot be read
     */
    FilesRead read(Configuration hadoop) {
        try {
            IdWriter digest = IdWriter.of("files/1");
            for (FileStatus file : found(hadoop)) {
                digest.text(
                        file.getPath().getName(),
                        HadoopFiles.sha256(file.getPath().toString(), hadoop));
            }
            return new FilesRead(key, digest.id());
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    /** @throws ConfError if there are none */
    List<FileStatus> found(Configuration hadoop) {
        Place place = Place.of(key, path, hadoop);
        try {
            FileStatus[] found = place.files().exists(place.path())
                    ? place.files().listStatus(place.path())
                    : place.files().globStatus(place.path());
            if (found == null || found.length == 0) {
                throw new IOException("no such file");
            }
            return Arrays.stream(found)
                    .filter(FileStatus::isFile)
                    .filter(file -> !file.getPath().getName().matches("[._].*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    ConfError unreadable(Exception e) {
        return new ConfError(
                "Cannot read " + key + " " + path + ": " + e.getMessage() + " (check path and permissions)", e);
    }
}
