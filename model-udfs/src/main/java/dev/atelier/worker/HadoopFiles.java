package dev.atelier.worker;

import dev.atelier.domain.ContentId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Hadoop's file systems on an executor, configured as on the driver. Small: only keys that somebody set travel, and no
 * secrets among them.
 */
public final class HadoopFiles implements Serializable {
    private static final long serialVersionUID = 1L;
    /** As Spark's own spark.redaction.regex. */
    private static final Pattern SECRET =
            Pattern.compile("secret|password|token|access[.]?key|encryption[.]key", Pattern.CASE_INSENSITIVE);

    /**
     * For files that are written in milliseconds: where a data node has not yet told the name node of a block, HDFS's client
     * asks again after 25 ms instead of 400, doubling, and gives up no earlier (26 s instead of 12).
     */
    public static final Map<String, String> SMALL_FILES = Map.of(
            "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "25",
            "dfs.client.block.write.locateFollowingBlock.retries", "10");

    // each task brings its copy of this, and Hadoop reads its defaults from XML for each configuration
    private static final Map<Map<String, String>, Configuration> CONFIGURATIONS = new ConcurrentHashMap<>();

    private final TreeMap<String, String> settings = new TreeMap<>();

    /** Keeps what a person or a site has set, but no secret: those come to an executor as to any Spark program there. */
    public HadoopFiles(Configuration driver) {
        for (Map.Entry<String, String> entry : driver) {
            String[] from = driver.getPropertySources(entry.getKey());
            boolean isDefault = from != null && from[from.length - 1].endsWith("-default.xml");
            if (!isDefault && !SECRET.matcher(entry.getKey()).find()) {
                settings.put(entry.getKey(), driver.getRaw(entry.getKey()));
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

    /** What is wrong when no class serves a path's scheme, and the way out; the message of {@code e} for another error. */
    public static String unserved(String path, Exception e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (!path.startsWith("s3a:") || !message.contains("ClassNotFoundException")) {
            return message;
        }
        return "Hadoop's part for S3 is not here: scripts/build.sh s3a adds it to the SPARK_HOME that it lays out; elsewhere"
                + " spark-submit --packages org.apache.hadoop:hadoop-aws:" + VersionInfo.getVersion();
    }

    public byte[] read(String uri) {
        try (var in = of(new Path(uri)).open(new Path(uri))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + uri + ": " + e.getMessage(), e);
        }
    }

    /** A file's content; empty if it is not there, or goes while it is read. */
    public Optional<byte[]> readIfThere(String uri) {
        try {
            return Optional.of(read(uri));
        } catch (UncheckedIOException e) {
            if (length(uri) != null) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Names of what is in a folder, sorted; none if it is not there. */
    public List<String> list(String uri) {
        try {
            return Arrays.stream(of(new Path(uri)).listStatus(new Path(uri)))
                    .map(file -> file.getPath().getName())
                    .sorted()
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + uri + ": " + e.getMessage(), e);
        }
    }

    /**
     * Paths, relative to a folder, of all files in it and in the folders below; sorted, none if it is not there. As few calls
     * as the file system has for that: an object store lists a thousand files in one.
     */
    public List<String> filesUnder(String uri) {
        List<String> names = new ArrayList<>();
        try {
            Path folder = of(new Path(uri)).makeQualified(new Path(uri));
            for (FileStatus file : under(of(folder), folder)) {
                names.add(folder.toUri().relativize(file.getPath().toUri()).getPath());
            }
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + uri + ": " + e.getMessage(), e);
        }
        Collections.sort(names);
        return names;
    }

    /** All files in a folder and in the folders below it. */
    static List<FileStatus> under(FileSystem files, Path folder) throws IOException {
        List<FileStatus> all = new ArrayList<>();
        if (files
                instanceof LocalFileSystem) { // its listFiles may start a process for each file, to ask for its rights
            for (FileStatus file : files.listStatus(folder)) {
                all.addAll(file.isDirectory() ? under(files, file.getPath()) : List.of(file));
            }
            return all;
        }
        RemoteIterator<LocatedFileStatus> each = files.listFiles(folder, true);
        while (each.hasNext()) {
            all.add(each.next());
        }
        return all;
    }

    /** sha256 (hex) of a file's content, streaming. */
    public static String sha256(String uri, Configuration hadoop) throws IOException {
        Path path = new Path(uri);
        try (var in = path.getFileSystem(hadoop).open(path)) {
            return ContentId.ofStream(in);
        }
    }

    /**
     * Writes a file that appears at once, whole, however many processes write it. A file of that name and
     * content is left; one of another content is damaged and is replaced.
     *
     * @param pendingFolder where it lies until it is whole: on the same file system
     */
    public void writeWhole(String uri, byte[] content, String pendingFolder) {
        try {
            Path path = new Path(uri);
            new WholeFiles(of(path)).write(path, content, pendingFolder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + uri + ": " + e.getMessage(), e);
        }
    }

    /** Gives a finished file its name, whoever else does so at once. */
    public void publish(Path pending, String uri) {
        try {
            Path path = new Path(uri);
            FileSystem files = of(path);
            new WholeFiles(files)
                    .publish(pending, path, files.getFileStatus(pending).getLen());
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

    /** Deletes a file, or a folder with all in it, if it is there. */
    public void delete(String uri) {
        try {
            of(new Path(uri)).delete(new Path(uri), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + uri + ": " + e.getMessage(), e);
        }
    }

    public Configuration configuration() {
        return CONFIGURATIONS.computeIfAbsent(settings, differ -> {
            SparkEnv here = SparkEnv.get();
            Configuration configuration =
                    SparkHadoopUtil.get().newConfiguration(here == null ? new SparkConf() : here.conf());
            differ.forEach(configuration::set);
            return configuration;
        });
    }
}
