package dev.atelier.worker;

import dev.atelier.domain.ContentId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/** Hadoop's file systems on an executor, configured as on the driver. Small: only the keys that differ travel. */
public final class HadoopFiles implements Serializable {
    private static final long serialVersionUID = 1L;
    private final TreeMap<String, String> settings = new TreeMap<>();
    private transient Configuration configuration;

    public HadoopFiles(Configuration driver) {
        Configuration plain = new Configuration();
        for (Map.Entry<String, String> entry : driver) {
            if (!entry.getValue().equals(plain.getRaw(entry.getKey()))) {
                settings.put(entry.getKey(), entry.getValue());
            }
        }
    }

    /** @throws IOException if no file system serves the path's scheme */
    public FileSystem of(Path path) throws IOException {
        FileSystem files = path.getFileSystem(configuration());
        if (files instanceof LocalFileSystem local) {
            local.setWriteChecksum(false);
        }
        return files;
    }

    public byte[] read(String uri) {
        try (var in = of(new Path(uri)).open(new Path(uri))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + uri + ": " + e.getMessage(), e);
        }
    }

    /** sha256 (hex) of a file's content, streaming. */
    public static String sha256(String uri, Configuration hadoop) throws IOException {
        Path path = new Path(uri);
        try (var in = path.getFileSystem(hadoop).open(path)) {
            return ContentId.ofStream(in);
        }
    }

    /** Writes a file that appears by one rename. An existing file of that name has the same content and is left. */
    public void writeWhole(String uri, byte[] content) {
        Path path = new Path(uri);
        Path pending = new Path(path.getParent(), "_" + path.getName() + "." + attempt());
        try {
            FileSystem files = of(path);
            if (files.exists(path)) {
                return;
            }
            try (FSDataOutputStream out = files.create(pending, true)) {
                out.write(content);
            }
            if (!files.rename(pending, path) && !files.exists(path)) {
                throw new IOException("the file system refused to rename " + pending);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + uri + ": " + e.getMessage(), e);
        }
    }

    /** Bytes of each file in a folder, by name; none where there is no such folder. */
    public Map<String, Long> lengths(String uri) {
        Map<String, Long> lengths = new HashMap<>();
        try {
            for (FileStatus file : of(new Path(uri)).listStatus(new Path(uri))) {
                lengths.put(file.getPath().getName(), file.getLen());
            }
            return lengths;
        } catch (FileNotFoundException e) {
            return lengths;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + uri + ": " + e.getMessage(), e);
        }
    }

    /** Bytes of a file; null if there is none. */
    public Long length(String uri) {
        try {
            return of(new Path(uri)).getFileStatus(new Path(uri)).getLen();
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for " + uri + ": " + e.getMessage(), e);
        }
    }

    /** Deletes a file if it is there. */
    public void delete(String uri) {
        try {
            of(new Path(uri)).delete(new Path(uri), false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + uri + ": " + e.getMessage(), e);
        }
    }

    public synchronized Configuration configuration() {
        if (configuration == null) {
            configuration = new Configuration();
            settings.forEach(configuration::set);
        }
        return configuration;
    }

    private static String attempt() {
        TaskContext task = TaskContext.get();
        return task == null ? "driver-" + Thread.currentThread().getId() : "task-" + task.taskAttemptId();
    }
}
