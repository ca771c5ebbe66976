package dev.atelier.pipeline;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Local files under the scheme {@code full:}, on a disk with so many bytes of space left. */
public final class FullFileSystem extends RawLocalFileSystem {
    static final AtomicLong SPACE = new AtomicLong(Long.MAX_VALUE);

    @Override
    public URI getUri() {
        return URI.create("full:///");
    }

    @Override
    public String getScheme() {
        return "full";
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int buffer, short copies, long block, Progressable progress)
            throws IOException {
        return bounded(super.create(path, overwrite, buffer, copies, block, progress));
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short copies,
            long block,
            Progressable progress)
            throws IOException {
        return bounded(super.create(path, permission, overwrite, buffer, copies, block, progress));
    }

    private static FSDataOutputStream bounded(OutputStream disk) throws IOException {
        return new FSDataOutputStream(
                new FilterOutputStream(disk) {
                    @Override
                    public void write(int b) throws IOException {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        if (SPACE.addAndGet(-length) < 0) {
                            throw new IOException("No space left on device");
                        }
                        out.write(bytes, from, length);
                    }
                },
                null);
    }

    // the parent's statuses ask the file for its owner by a file: URI
    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return plain(super.getFileStatus(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return Arrays.stream(super.listStatus(path)).map(FullFileSystem::plain).toArray(FileStatus[]::new);
    }

    private static FileStatus plain(FileStatus s) {
        return new FileStatus(s.getLen(), s.isDirectory(), 1, 1 << 20, s.getModificationTime(), s.getPath());
    }
}
