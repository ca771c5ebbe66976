package dev.atelier.stage;

import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** The sha256 of files of tables, read by tasks in one job. */
public record FileDigests(RunFolder run, SparkSession spark) {
    private static final int SLICES_A_CORE = 4;

    /** The same versions with their digests, under the same keys. */
    public Map<String, Version> of(Map<String, Version> versions) {
        Map<String, String> digests = of(versions.values());
        Map<String, Version> digested = new TreeMap<>(versions);
        digested.replaceAll((key, version) -> {
            TreeMap<String, String> sha256 = new TreeMap<>();
            version.files().keySet().forEach(name -> sha256.put(name, digests.get(version.folder() + "/" + name)));
            return new Version(version.folder(), version.files(), sha256);
        });
        return digested;
    }

    /** Folders of those versions that have digests, and now others; every file must be there. */
    Set<String> altered(Collection<Version> versions) {
        Map<String, String> digests = of(
                versions.stream().filter(version -> !version.sha256().isEmpty()).toList());
        return versions.stream()
                .filter(version -> version.sha256().entrySet().stream()
                        .anyMatch(file -> !file.getValue().equals(digests.get(version.folder() + "/" + file.getKey()))))
                .map(Version::folder)
                .collect(Collectors.toSet());
    }

    /** By path. */
    private Map<String, String> of(Collection<Version> versions) {
        List<String> paths = versions.stream()
                .flatMap(version -> version.files().keySet().stream().map(name -> version.folder() + "/" + name))
                .toList();
        Map<String, String> digests = new HashMap<>();
        if (!paths.isEmpty()) {
            JavaSparkContext tasks = JavaSparkContext.fromSparkContext(spark.sparkContext());
            int slices = Math.min(paths.size(), SLICES_A_CORE * tasks.defaultParallelism());
            spark.createDataset(tasks.parallelize(paths, slices).rdd(), Encoders.STRING())
                    .map(new Digest(run), Encoders.STRING())
                    .collectAsList()
                    .forEach(line ->
                            digests.put(line.substring(line.indexOf(' ') + 1), line.substring(0, line.indexOf(' '))));
        }
        return digests;
    }

    /** A path to its digest and, after a space, itself. */
    private record Digest(RunFolder run) implements MapFunction<String, String> {
        @Override
        public String call(String path) throws IOException {
            return HadoopFiles.sha256(run.uri() + "/" + path, run.hadoop().configuration()) + " " + path;
        }
    }
}
