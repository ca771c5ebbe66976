package dev.atelier.pipeline;

import dev.atelier.inference.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What equal bytes depend on. On CPU two runs agree when these agree, whatever the partitions, batches and threads: oneDNN
 * picks its kernels by the instruction set.
 *
 * @param level {@code bit-exact} on CPU; {@code same-device} where a GPU took part
 * @param cpuFeatures vector instruction sets, from /proc/cpuinfo
 */
record Determinism(
        String level,
        String atelier,
        String spark,
        String java,
        String djl,
        String pytorch,
        String os,
        String cpuModel,
        NavigableSet<String> cpuFeatures,
        int intraOpThreads,
        List<String> devices) {
    static Determinism of(String spark, int intraOpThreads, List<String> devices) {
        List<String> cpuinfo = lines(Path.of("/proc/cpuinfo"));
        boolean gpu = devices.stream().anyMatch(d -> d.contains("gpu("));
        return new Determinism(
                gpu ? "same-device" : "bit-exact",
                version(),
                spark,
                System.getProperty("java.version"),
                Libraries.djl(),
                Libraries.pytorch(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                field(cpuinfo, "model name"),
                features(field(cpuinfo, "flags")),
                intraOpThreads,
                devices);
    }

    private static NavigableSet<String> features(String flags) {
        NavigableSet<String> vector = new TreeSet<>();
        Arrays.stream(flags.split(" "))
                .filter(f -> f.matches("sse.*|ssse3|avx.*|fma|f16c|amx.*"))
                .forEach(vector::add);
        return vector;
    }

    private static String field(List<String> cpuinfo, String name) {
        return cpuinfo.stream()
                .filter(l -> l.startsWith(name))
                .map(l -> l.substring(l.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String version() {
        String version = Determinism.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
