package dev.atelier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.atelier.domain.Require;
import dev.atelier.stage.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The house rules of both modules: who may import whom, what nobody may call, what every package has. */
class HouseRulesTest {
    private static final String BASE = "dev.atelier.";
    private static final String JSON = "com.fasterxml.jackson..";
    private static final String LOG = "org.slf4j..";
    private static final String SPARK = "org.apache.spark..";
    private static final String HADOOP = "org.apache.hadoop..";
    private static final String PARQUET = "org.apache.parquet..";
    private static final String SCALA = "scala..";

    /** Package, and beside the JDK what it may import; {@code pipeline} alone may import everything. */
    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            entry("domain", "diffusion"),
            entry("chat", "domain"),
            entry("diffusion"),
            entry("text", "domain"),
            entry("claims", "domain", "text"),
            entry("personal", "domain", "text", "com.google.i18n.phonenumbers.."),
            entry("image", "domain", "javax.imageio.."),
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
            entry("pictures", "domain", "batch", "worker", SPARK, SCALA, HADOOP, PARQUET, LOG),
            entry(
                    "artifacts",
                    "domain",
                    "batch",
                    "rows",
                    "worker",
                    "pictures",
                    "image",
                    SPARK,
                    SCALA,
                    HADOOP,
                    JSON,
                    LOG),
            entry(
                    "measures",
                    "domain",
                    "batch",
                    "rows",
                    "worker",
                    "pictures",
                    "text",
                    "claims",
                    "personal",
                    "image",
                    SPARK,
                    SCALA,
                    JSON,
                    LOG),
            stage("stage"),
            stage("collect", "org.jsoup..", PARQUET),
            stage("clean", "text", "personal", "org.jsoup..", "opennlp.."),
            stage("plan", "com.samskivert.mustache.."),
            stage("generate"),
            stage("score", "personal", PARQUET),
            stage("select", "text"),
            stage("review", "com.samskivert.mustache.."),
            entry("sql", "stage", SPARK, HADOOP, SCALA),
            entry(
                    "upkeep",
                    "stage",
                    "domain",
                    "rows",
                    "worker",
                    "pictures",
                    "artifacts",
                    "measures",
                    SPARK,
                    HADOOP,
                    SCALA)));

    private static Map.Entry<String, List<String>> entry(String name, String... others) {
        return Map.entry(name, List.of(others));
    }

    /** What happens to a table: stages never import each other. */
    private static Map.Entry<String, List<String>> stage(String name, String... others) {
        List<String> common = List.of(
                "stage",
                "domain",
                "rows",
                "worker",
                "pictures",
                "artifacts",
                "measures",
                SPARK,
                HADOOP,
                SCALA,
                JSON,
                LOG);
        return Map.entry(name, Stream.concat(common.stream(), Stream.of(others)).toList());
    }

    private static final JavaClasses HOUSE =
            new ClassFileImporter().importUrls(List.of(classesWith(Require.class), classesWith(Stage.class)));

    private static URL classesWith(Class<?> one) {
        return one.getProtectionDomain().getCodeSource().getLocation();
    }

    static Stream<String> packages() {
        return MAY_IMPORT.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsOnlyWhatItMay(String name) {
        String[] allowed = Stream.concat(
                        Stream.of("", "java..", BASE + name),
                        MAY_IMPORT.get(name).stream().map(p -> p.contains(".") ? p : BASE + p))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(BASE + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(HOUSE);
    }

    @Test
    void everyPackageIsInTheTable() {
        Stream<String> found =
                HOUSE.stream().map(JavaClass::getPackageName).distinct().map(p -> p.substring(BASE.length()));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("pipeline"), packages()).toList());
    }

    @Test
    void aTableNeverSeesATensor() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "inference")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "ai.onnxruntime..")
                .check(HOUSE);
    }

    @Test
    void onlyTheCommandLineKnowsPicocliAndOnlyThePipelineItsConfiguration() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "pipeline")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "com.typesafe.config..", BASE + "pipeline")
                .check(HOUSE);
    }

    @Test
    void randomnessComesFromSeedsInTheData() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Random.class).check(HOUSE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .check(HOUSE);
        noClasses().should().callMethod(Math.class, "random").check(HOUSE);
        noClasses().should().callMethod(UUID.class, "randomUUID").check(HOUSE);
    }

    @Test
    void oneDoorLeadsToTheNativeTokenizer() {
        noClasses()
                .that()
                .doNotHaveSimpleName("NativeTokenizer")
                .should()
                .callMethod(HuggingFaceTokenizer.class, "newInstance", InputStream.class, Map.class)
                .check(HOUSE);
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
                .check(HOUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model-udfs", "jobs"})
    void everyPackageSaysWhatItMeans(String module) throws IOException {
        try (Stream<Path> packages = Files.list(sources(module).resolve("dev/atelier"))) {
            for (Path folder : packages.toList()) {
                assertThat(Files.readString(folder.resolve("package-info.java")))
                        .startsWith("/**");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model-udfs", "jobs"})
    void aFileFitsInAHead(String module) throws IOException {
        try (Stream<Path> files = Files.walk(sources(module))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(250);
            }
        }
    }

    private static Path sources(String module) {
        return Path.of(System.getProperty("atelier.root"), module, "src/main/java");
    }
}
