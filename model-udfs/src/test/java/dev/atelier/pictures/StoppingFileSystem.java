package dev.atelier.pictures;

import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Local files under the scheme {@code stop:}; after so many changes every further one fails, as if the process had died. */
public final class StoppingFileSystem extends RawLocalFileSystem {
    static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

    static RunFolder run(java.nio.file.Path folder) {
        Configuration configuration = new Configuration();
        configuration.set("fs.stop.impl", StoppingFileSystem.class.getName());
        return new RunFolder("stop:" + folder, new HadoopFiles(configuration));
    }

    private static void change() throws IOException {
        if (LEFT.getAndDecrement() <= 0) {
            throw new IOException("stopped");
        }
    }

    @Override
    public URI getUri() {
        return URI.create("stop:///");
    }

    @Override
    public String getScheme() {
        return "stop";
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
        FileStatus[] all = super.listStatus(folder);
        for (int i = 0; i < all.length; i++) {
            all[i] = plain(all[i]);
        }
        return all;
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        change();
        return super.create(file, overwrite, buffer, replication, block, progress);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        change();
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        change();
        return super.delete(path, recursive);
    }
}
