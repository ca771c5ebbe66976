package dev.atelier.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The CPU of this process, as far as results depend on it: oneDNN picks its kernels by the instruction sets. */
public final class Cpu {
    /** With none of them bf16 goes through a kernel whose sums depend on the number of rows. */
    private static final Set<String> MULTIPLIES_BF16 = Set.of("avx512_bf16", "amx_bf16");
    /** Values of oneDNN's limit under which those sets are not used. */
    private static final Set<String> LIMITS_WITHOUT_BF16 =
            Set.of("SSE41", "AVX", "AVX2", "AVX2_VNNI", "AVX2_VNNI_2", "AVX512_CORE", "AVX512_CORE_VNNI");

    private static final List<String> CPUINFO = lines(Path.of("/proc/cpuinfo"));

    private Cpu() {}

    /** Such as {@code AMD EPYC}; empty where the system does not say. */
    public static String model() {
        return field("model name");
    }

    /** Vector instruction sets, and {@code limit=...} where oneDNN is told to use no more than some. */
    public static NavigableSet<String> features() {
        NavigableSet<String> vector = new TreeSet<>();
        Arrays.stream(field("flags").split(" "))
                .filter(f -> f.matches("sse.*|ssse3|avx.*|fma|f16c|amx.*"))
                .forEach(vector::add);
        if (!limit().isEmpty()) {
            vector.add("limit=" + limit());
        }
        return vector;
    }

    /** @throws DeviceUnavailable if a row's bytes in bf16 would depend on its batch here */
    static void requireBf16() {
        if (!multipliesBf16()) {
            throw new DeviceUnavailable("Invalid precision: bf16 (this CPU, " + model()
                    + (limit().isEmpty() ? "" : ", limited to " + limit())
                    + ", has neither AVX512-BF16 nor AMX, and without them a row's bytes would depend on its batch; set"
                    + " precision = fp32)");
        }
    }

    static boolean multipliesBf16() {
        return features().stream().anyMatch(MULTIPLIES_BF16::contains) && !LIMITS_WITHOUT_BF16.contains(limit());
    }

    private static String limit() {
        String limit = System.getenv().getOrDefault("ONEDNN_MAX_CPU_ISA", "");
        return limit.equals("DEFAULT") || limit.equals("ALL") ? "" : limit;
    }

    private static String field(String name) {
        return CPUINFO.stream()
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
}
