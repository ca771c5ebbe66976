package dev.atelier.worker;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under the scheme {@code mnt:}, as if they were far away; counts the files that are read. */
public final class MountedFileSystem extends RawLocalFileSystem {
    static final AtomicInteger OPENED = new AtomicInteger();

    static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set("fs.mnt.impl", MountedFileSystem.class.getName());
        return configuration;
    }

    @Override
    public URI getUri() {
        return URI.create("mnt:///");
    }

    @Override
    public String getScheme() {
        return "mnt";
    }

    // the parent's statuses ask the file for its owner by a file: URI
    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return plain(super.getFileStatus(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return Arrays.stream(super.listStatus(path))
                .map(MountedFileSystem::plain)
                .toArray(FileStatus[]::new);
    }

    private static FileStatus plain(FileStatus s) {
        return new FileStatus(s.getLen(), s.isDirectory(), 1, 1 << 20, s.getModificationTime(), s.getPath());
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        OPENED.incrementAndGet();
        return super.open(file, bufferSize);
    }
}
