package dev.atelier.worker;

import dev.atelier.domain.ContentId;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/** A model directory or GGUF file on a Hadoop file system. */
record RemoteModel(org.apache.hadoop.fs.Path path, FileSystem fileSystem) {
    /** A plain path or a {@code file:} URI. */
    static boolean isLocal(String path) {
        return !path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") || path.startsWith("file:");
    }

    static Path localPath(String path) {
        return path.startsWith("file:") ? Path.of(URI.create(path).getPath()) : Path.of(path);
    }

    static RemoteModel at(String path, Configuration configuration) {
        org.apache.hadoop.fs.Path remote = new org.apache.hadoop.fs.Path(path);
        try {
            return new RemoteModel(remote, remote.getFileSystem(configuration));
        } catch (IOException | RuntimeException e) { // an unknown scheme is either, by its cause
            throw new BadModelException(
                    Path.of(remote.getName()), "path", path, "cannot be reached: " + HadoopFiles.unserved(path, e), e);
        }
    }

    /** The last part of its path: the model's file or directory name. */
    String name() {
        return path.getName();
    }

    /** Changes when a file of the model is added, removed or written again; reads no contents. */
    String listingDigest() {
        StringBuilder lines = new StringBuilder(fileSystem.makeQualified(path).toString());
        files().forEach((relative, status) -> lines.append('\n')
                .append(relative)
                .append(' ')
                .append(status.getLen())
                .append(' ')
                .append(status.getModificationTime()));
        return ContentId.of(lines.toString());
    }

    /**
     * Copies what a model can use. Other files (pickles, pictures, weights for other tools) become empty files of the same
     * name: they are never opened, but a refusal names them.
     */
    void copyTo(Path target) throws IOException {
        for (Map.Entry<String, FileStatus> file : files().entrySet()) {
            Path local = file.getKey().isEmpty() ? target : target.resolve(file.getKey());
            Files.createDirectories(local.getParent());
            if (file.getKey().isEmpty() || ModelDirectory.mayUse(file.getKey())) {
                try (InputStream in = fileSystem.open(file.getValue().getPath())) {
                    Files.copy(in, local);
                }
            } else {
                Files.createFile(local);
            }
        }
    }

    static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** By path relative to the model, sorted; the empty path for a model of one file. */
    private Map<String, FileStatus> files() {
        Map<String, FileStatus> files = new TreeMap<>();
        try {
            String root = fileSystem.getFileStatus(path).getPath().toUri().getPath();
            RemoteIterator<LocatedFileStatus> all = fileSystem.listFiles(path, true);
            while (all.hasNext()) {
                FileStatus file = all.next();
                String whole = file.getPath().toUri().getPath();
                files.put(whole.equals(root) ? "" : whole.substring(root.length() + 1), file);
            }
            return files;
        } catch (FileNotFoundException e) {
            throw new BadModelException(Path.of(name()), "path", path, "must be a model directory or a .gguf file", e);
        } catch (IOException e) {
            throw new BadModelException(Path.of(name()), "path", path, "cannot be listed: " + e, e);
        }
    }
}
