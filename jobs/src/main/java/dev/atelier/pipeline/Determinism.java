package dev.atelier.pipeline;

import dev.atelier.inference.Cpu;
import dev.atelier.inference.Libraries;
import java.util.List;
import java.util.NavigableSet;

/**
 * What equal bytes depend on. On CPU two runs agree when these agree, whatever the partitions, batches and threads: oneDNN
 * picks its kernels by the instruction set.
 *
 * @param level {@code bit-exact} on CPU; {@code same-device} where a GPU took part
 * @param cpuFeatures vector instruction sets, and oneDNN's limit where one is set
 */
record Determinism(
        String level,
        Versions versions,
        String os,
        String cpuModel,
        NavigableSet<String> cpuFeatures,
        int intraOpThreads,
        List<String> devices) {
    /** Of the libraries that take part. */
    record Versions(String atelier, String spark, String java, String djl, String pytorch) {}

    static Determinism of(String spark, int intraOpThreads, List<String> devices) {
        boolean gpu = devices.stream().anyMatch(d -> d.contains("gpu("));
        return new Determinism(
                gpu ? "same-device" : "bit-exact",
                new Versions(
                        version(), spark, System.getProperty("java.version"), Libraries.djl(), Libraries.pytorch()),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Cpu.model(),
                Cpu.features(),
                intraOpThreads,
                devices);
    }

    private static String version() {
        String version = Determinism.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
