package dev.atelier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.atelier.domain.Require;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house rules of this module: who may import whom, what nobody may call, what every package has. */
class HouseRulesTest {
    private static final String BASE = "dev.atelier.";
    private static final String JSON = "com.fasterxml.jackson..";
    private static final String LOG = "org.slf4j..";
    private static final String SPARK = "org.apache.spark..";
    private static final String HADOOP = "org.apache.hadoop..";
    private static final String SCALA = "scala..";

    /** Package, and beside the JDK what it may import. {@code domain} and its words may be used by everyone. */
    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            entry("domain", "diffusion"),
            entry("chat", "domain"),
            entry("diffusion"),
            entry("text", "domain"),
            entry("image", "domain"),
            entry("batch", "domain", LOG),
            entry("weights", "domain", JSON, LOG),
            entry("networks", "domain", "weights"),
            entry(
                    "inference",
                    "domain",
                    "batch",
                    "diffusion",
                    "chat",
                    "text",
                    "image",
                    "weights",
                    "networks",
                    "ai.djl..",
                    "ai.onnxruntime..",
                    JSON,
                    LOG),
            entry("rows", "domain", SPARK, SCALA),
            entry("worker", "domain", "batch", "inference", "weights", SPARK, SCALA, HADOOP, LOG),
            entry("artifacts", "domain", "batch", "rows", "worker", "image", SPARK, SCALA, HADOOP, JSON),
            entry("measures", "domain", "batch", "rows", "worker", "text", "image", SPARK, SCALA, JSON)));

    private static Map.Entry<String, List<String>> entry(String name, String... others) {
        return Map.entry(name, List.of(others));
    }

    private static final JavaClasses MODULE = new ClassFileImporter()
            .importUrl(Require.class.getProtectionDomain().getCodeSource().getLocation());

    static Stream<String> packages() {
        return MAY_IMPORT.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsOnlyWhatItMay(String name) {
        String[] allowed = Stream.concat(
                        Stream.of("", "java..", "javax.imageio..", BASE + name),
                        MAY_IMPORT.get(name).stream().map(p -> p.contains(".") ? p : BASE + p))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(BASE + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(MODULE);
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(MODULE.stream().map(c -> c.getPackageName().substring(BASE.length())))
                .isNotEmpty()
                .allMatch(MAY_IMPORT::containsKey, "stands in MAY_IMPORT");
    }

    @Test
    void randomnessComesFromSeedsInTheData() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Random.class).check(MODULE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .check(MODULE);
        noClasses().should().callMethod(Math.class, "random").check(MODULE);
        noClasses().should().callMethod(UUID.class, "randomUUID").check(MODULE);
    }

    @Test
    void oneDoorLeadsToTheNativeTokenizer() {
        noClasses()
                .that()
                .doNotHaveSimpleName("NativeTokenizer")
                .should()
                .callMethod(HuggingFaceTokenizer.class, "newInstance", InputStream.class, Map.class)
                .check(MODULE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Factory")
                .orShould()
                .haveSimpleNameEndingWith("Context")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameStartingWith("Base")
                .check(MODULE);
    }

    @Test
    void everyPackageSaysWhatItMeans() throws IOException {
        Path sources = Path.of(System.getProperty("atelier.root"), "model-udfs/src/main/java/dev/atelier");
        for (String name : MAY_IMPORT.keySet()) {
            assertThat(Files.readString(sources.resolve(name).resolve("package-info.java")))
                    .startsWith("/**");
        }
    }

    @Test
    void aFileFitsInAHead() throws IOException {
        Path sources = Path.of(System.getProperty("atelier.root"), "model-udfs/src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(250);
            }
        }
    }
}
