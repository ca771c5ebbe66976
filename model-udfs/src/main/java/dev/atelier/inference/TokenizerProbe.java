package dev.atelier.inference;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.domain.ContentId;
import dev.atelier.weights.BadModelException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries an unknown tokenizer in a Java process of its own, which may die, stall or fill its memory, before it is opened in
 * this one. What came through is remembered by its digest beside the unpacked native library, which is trusted alike.
 */
final class TokenizerProbe {
    private static final Logger LOG = LoggerFactory.getLogger(TokenizerProbe.class);
    /** Part of what is remembered: another number tries all tokenizers again. */
    private static final String VERSION = "1";

    private static final Duration MOST_TIME = Duration.ofSeconds(60);
    /** Resident memory of the process: Java, the library, and a multiple of the file for its tables. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int BYTES_PER_BYTE = 40;
    private static final int PAGE_BYTES = 4096; // of /proc/PID/statm on x86-64 and most others

    private TokenizerProbe() {}

    /**
     * @param unarmed the same tokenizer without its added tokens
     * @throws BadModelException if the process did not come back well
     */
    static void require(Path file, ObjectNode json, ObjectNode unarmed) {
        Path passed = note(json);
        if (Files.exists(passed)) {
            return;
        }
        String fault;
        try {
            fault = fault(json, unarmed);
        } catch (IOException e) {
            throw new BadModelException(file, "tokenizer", e.toString(), "must be tried in a process of its own", e);
        }
        if (!fault.isEmpty()) {
            throw new BadModelException(
                    file,
                    "tokenizer",
                    fault,
                    "must encode and decode any text: it was tried in a process of its own; use the model's published"
                            + " tokenizer.json");
        }
        try {
            Files.createDirectories(passed.getParent());
            Files.writeString(passed, file + "\n");
        } catch (IOException e) {
            LOG.warn("Every process will try the tokenizer {} again: cannot write {}", file, passed, e);
        }
    }

    private static String fault(ObjectNode json, ObjectNode unarmed) throws IOException {
        Path folder = Files.createTempDirectory("atelier-probe");
        try {
            TokenizerTrial.write(folder.resolve("request"), json, unarmed);
            return run(
                    folder, MOST_BYTES + (long) BYTES_PER_BYTE * json.toString().length());
        } finally {
            delete(folder);
        }
    }

    /** The file that says that this tokenizer came through. */
    static Path note(ObjectNode json) {
        String library = Platform.detectPlatform("tokenizers").getVersion();
        return Utils.getEngineCacheDir("tokenizers")
                .resolve("atelier-probed")
                .resolve(ContentId.of(VERSION, library, json.toString()));
    }

    /** What went wrong; empty for nothing. */
    private static String run(Path folder, long mostBytes) throws IOException {
        Path answer = folder.resolve("answer");
        Process process = process(folder)
                .redirectInput(folder.resolve("request").toFile())
                .redirectOutput(answer.toFile())
                .start();
        long end = System.nanoTime() + MOST_TIME.toNanos();
        try {
            while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > end) {
                    return "takes longer than " + MOST_TIME.toSeconds() + " s";
                } else if (residentBytes(process) > mostBytes) {
                    return "takes more than " + (mostBytes >> 20) + " MiB";
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        return switch (process.exitValue()) {
            case 0 -> "";
            case TokenizerTrial.REFUSED -> Files.readString(answer);
            default -> "the tokenizer library died with exit code " + process.exitValue();
        };
    }

    private static ProcessBuilder process(Path folder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash"));
        for (String name : List.of("DJL_CACHE_DIR", "ENGINE_CACHE_DIR", "java.io.tmpdir", "user.home")) {
            if (System.getProperty(name) != null) {
                command.add("-D" + name + "=" + System.getProperty(name));
            }
        }
        command.add(TokenizerTrial.class.getName());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        // a debugger's or agent's options belong to this process only
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("CLASSPATH", classPath());
        builder.environment().put("DJL_OFFLINE", "true");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        return builder;
    }

    /** Spark adds jars of its own accord, which java.class.path does not name. */
    private static String classPath() {
        Stream<String> ours = Stream.of(
                        TokenizerProbe.class, HuggingFaceTokenizer.class, Platform.class, JsonNode.class, Logger.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct();
        Stream<String> given = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsolutePath());
        return Stream.concat(ours, given).collect(Collectors.joining(File.pathSeparator));
    }

    private static long residentBytes(Process process) {
        try {
            String[] pages = Files.readString(Path.of("/proc/" + process.pid() + "/statm"))
                    .split(" ", -1);
            return Long.parseLong(pages[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return 0; // ended just now, or another system: then time alone is the limit
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
