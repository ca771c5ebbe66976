package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled programs in the jar are those of the sources beside them, and hold no weight. */
class ProgramResourcesTest {
    private static final Path SOURCES = Path.of(System.getProperty("atelier.root"), "model-udfs/src/main/torchscript");
    private static final int MOST_BYTES = 64 << 10;

    static Stream<String> programs() throws IOException {
        return sources().stream()
                .filter(source -> text(source).contains("class Program("))
                .map(ProgramResourcesTest::stem);
    }

    /** As scripts/models/compile_programs.py counts: all sources it is made of, in order of name. */
    @ParameterizedTest
    @MethodSource("programs")
    void aProgramIsCompiledFromItsSources(String name) throws Exception {
        Set<String> used = new TreeSet<>();
        addWithImports(name, used);
        StringBuilder all = new StringBuilder();
        used.forEach(module -> all.append(text(SOURCES.resolve(module + ".py"))));
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(entry(name, name + "/extra/source_sha256"))
                .as("run scripts/models/compile_programs.py")
                .isEqualTo(HexFormat.of().formatHex(digest));
    }

    private static void addWithImports(String module, Set<String> used) throws IOException {
        if (used.add(module)) {
            String text = text(SOURCES.resolve(module + ".py"));
            for (Path other : sources()) {
                if (text.contains("from " + stem(other) + " import")) {
                    addWithImports(stem(other), used);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProgramHoldsNoWeightAndNoPathOfAMachine(String name) throws IOException {
        try (InputStream in = Program.class.getResourceAsStream(name + ".pt")) {
            byte[] bytes = in.readAllBytes();
            assertThat(bytes.length).isLessThan(MOST_BYTES);
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .contains("source_sha256")
                    .doesNotContain(".debug_pkl")
                    .doesNotContain("site-packages");
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(f -> f.toString().endsWith(".py")).sorted().toList();
        }
    }

    private static String stem(Path source) {
        return source.getFileName().toString().replace(".py", "");
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String entry(String program, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Program.class.getResourceAsStream(program + ".pt"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return "no entry " + name;
    }
}
