package dev.atelier.stage;

import dev.atelier.worker.HadoopFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A path that a person wrote, on the file system that serves it. A path is a path, whatever signs are in it; only
 * {@code globStatus} and Spark's readers take one for a pattern, and get {@link #literal()}.
 */
public record Place(FileSystem files, Path path) {
    /**
     * @param what the key or option that names it, for messages
     * @throws ConfError if no file system serves it, or this JVM cannot spell it
     */
    public static Place of(String what, String text, Configuration hadoop) {
        try {
            Path path = new Path(text);
            FileSystem files = path.getFileSystem(hadoop);
            if ((isLocal(files)
                            && !Charset.forName(namesEncoding()).newEncoder().canEncode(text))
                    || text.indexOf('\uFFFD') >= 0) {
                throw new ConfError("Invalid " + what + ": " + text + " (" + unspeakable() + ")");
            }
            return new Place(files, files.makeQualified(path));
        } catch (ConfError e) {
            throw e;
        } catch (IOException | RuntimeException e) { // a class that is not there is the latter
            String why = HadoopFiles.unserved(text, e);
            throw new ConfError(
                    "Invalid " + what + ": " + text + " (" + why
                            + "; write a path, or a URI such as hdfs://host/path; a name with a colon needs a folder"
                            + " before it)",
                    e);
        }
    }

    /** Why a local name may be unreadable, and the way out. */
    public static String unspeakable() {
        return "this process spells file names in " + namesEncoding()
                + ": start it with LC_ALL=C.UTF-8, as scripts/atelier does, or rename the file";
    }

    public static boolean isLocal(FileSystem files) {
        return files.getUri().getScheme().equals("file");
    }

    /** On the local file system. */
    public boolean isLocal() {
        return isLocal(files);
    }

    /** The same place for {@code java.nio}; only if it is local. */
    public java.nio.file.Path local() {
        return java.nio.file.Path.of(path.toUri().getPath());
    }

    /** A pattern that matches this path alone: for readers that take every path as a pattern. */
    public String literal() {
        return literal(path.toString());
    }

    /** A pattern that matches this path alone. */
    public static String literal(String path) {
        return path.replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
    }

    private static String namesEncoding() {
        return System.getProperty("sun.jnu.encoding", "UTF-8");
    }
}
