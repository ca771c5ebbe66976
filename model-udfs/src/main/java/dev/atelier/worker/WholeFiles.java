package dev.atelier.worker;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that nobody ever sees half: put in one go where the file system can, else written beside and renamed. */
public record WholeFiles(FileSystem files) {
    private static final Logger LOG = LoggerFactory.getLogger(WholeFiles.class);
    private static final int MOST_TRIES = 9;
    private static final long NONE = -1;
    private static final int BUFFER_BYTES = 1 << 16;

    /** As {@link HadoopFiles#writeWhole} says. */
    void write(Path path, byte[] content, String pendingFolder) throws IOException {
        if (length(path) != NONE) {
            if (holds(path, content)) {
                return;
            }
            LOG.warn("{} is not as it was written: it is replaced", path);
            files.delete(path, false);
        }
        if (canPut(path)) {
            put(path, content);
            return;
        }
        Path pending = new Path(pendingFolder, PendingName.next());
        try {
            try (FSDataOutputStream out = create(pending)) {
                out.write(content);
            }
            publish(pending, path, content.length);
        } catch (IOException | RuntimeException | FSError e) { // a full local disk is the last
            files.delete(pending, false);
            throw e;
        }
    }

    /** A new file. Hadoop's local file system would start a process for each, to give it the rights that it has anyway. */
    private FSDataOutputStream create(Path pending) throws IOException {
        boolean usualRights = FsPermission.getUMask(files.getConf()).toShort() == FsPermission.DEFAULT_UMASK;
        if (files.getClass() != LocalFileSystem.class || !usualRights) {
            return files.create(pending, false);
        }
        return ((LocalFileSystem) files)
                .getRawFileSystem()
                .create(pending, false, BUFFER_BYTES, (short) 1, files.getDefaultBlockSize(pending), null);
    }

    private boolean holds(Path path, byte[] content) {
        try (var in = files.open(path)) {
            return Arrays.equals(in.readNBytes(content.length + 1), content);
        } catch (IOException e) {
            return false; // gone meanwhile, or nobody can read it
        }
    }

    /** Whether nobody sees a file there before it is closed, and then all of it: object stores, where renaming is copying. */
    public boolean canPut(Path path) throws IOException {
        return files.hasPathCapability(path, CommonPathCapabilities.ABORTABLE_STREAM);
    }

    /** Writes or replaces a file where {@link #canPut}. */
    public void put(Path path, byte[] content) throws IOException {
        FSDataOutputStream out = files.create(path, true);
        try {
            out.write(content);
        } catch (IOException | RuntimeException e) {
            out.abort(); // closing would show what there is of it
            throw e;
        }
        out.close();
    }

    /** Gives a finished file its name, by one rename, whoever else does so at once. */
    void publish(Path pending, Path path, long length) throws IOException {
        files.mkdirs(path.getParent()); // without it a local rename falls back to a copy, which is seen half
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (rename(pending, path)) {
                return;
            } else if (length(path) == length) { // somebody was faster
                files.delete(pending, false);
                return;
            }
            files.delete(path, false);
        }
        throw new IOException("the file system refused to rename " + pending);
    }

    /** False if that name is taken; local file systems take it over. */
    private boolean rename(Path from, Path to) throws IOException {
        try {
            return files.rename(from, to);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private long length(Path path) throws IOException {
        try {
            return files.getFileStatus(path).getLen();
        } catch (FileNotFoundException e) {
            return NONE;
        }
    }
}
