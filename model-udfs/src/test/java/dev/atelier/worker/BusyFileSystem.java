package dev.atelier.worker;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under the scheme {@code busy:}; tells which folders were listed, and a file whose name ends in {@code 901e} goes before it is read. */
public final class BusyFileSystem extends RawLocalFileSystem {
    public static final List<String> LISTED = new CopyOnWriteArrayList<>();

    public static RunFolder run(java.nio.file.Path folder) {
        Configuration configuration = new Configuration();
        configuration.set("fs.busy.impl", BusyFileSystem.class.getName());
        return new RunFolder("busy:" + folder, new HadoopFiles(configuration));
    }

    @Override
    public URI getUri() {
        return URI.create("busy:///");
    }

    @Override
    public String getScheme() {
        return "busy";
    }

    // the parent's statuses ask the file for its owner by a file: URI
    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return plain(super.getFileStatus(path));
    }

    private static FileStatus plain(FileStatus s) {
        return new FileStatus(s.getLen(), s.isDirectory(), 1, 1 << 20, s.getModificationTime(), s.getPath());
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        LISTED.add(folder.toUri().getPath());
        return Arrays.stream(super.listStatus(folder))
                .map(BusyFileSystem::plain)
                .toArray(FileStatus[]::new);
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        if (file.getName().endsWith("901e")) {
            delete(file, false);
            throw new FileNotFoundException(file.toString());
        }
        return super.open(file, bufferSize);
    }
}
