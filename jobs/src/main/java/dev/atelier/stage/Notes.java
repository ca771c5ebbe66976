package dev.atelier.stage;

import dev.atelier.worker.WholeFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Small texts in a run's folder, each whole or absent. */
public record Notes(Place root) {
    private static final String PENDING = ".pending";

    /** The text, or null if there is none. */
    public String read(String name) {
        try (var in = files().open(path(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException e) {
            throw failed("read", name, e);
        }
    }

    /** A new name appears with its whole text, on every file system; an old one may be absent for a moment on some. */
    public void write(String name, String text) {
        Path pending = path(PENDING + "/" + name.replace('/', '~'));
        try {
            WholeFiles whole = new WholeFiles(files());
            if (whole.canPut(path(name))) {
                whole.put(path(name), text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            try (FSDataOutputStream out = files().create(pending, true)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            files().mkdirs(path(name).getParent());
            if (!Place.isLocal(files())) { // which replaces by renaming
                files().delete(path(name), false);
            }
            if (!files().rename(pending, path(name))) {
                throw new IOException("the file system refused to rename " + pending);
            }
        } catch (IOException e) {
            throw failed("write", name, e);
        }
    }

    public void delete(String name) {
        try {
            files().delete(path(name), true);
        } catch (IOException e) {
            throw failed("delete", name, e);
        }
    }

    /** Without checksum files: a reader must never meet the checksum of an older text. */
    private FileSystem files() {
        if (root.files() instanceof LocalFileSystem local) {
            local.setWriteChecksum(false);
        }
        return root.files();
    }

    private Path path(String name) {
        return new Path(root.path(), name);
    }

    private UncheckedIOException failed(String verb, String name, IOException e) {
        return new UncheckedIOException("Cannot " + verb + " " + path(name) + ": " + e.getMessage(), e);
    }
}
