package dev.atelier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.atelier.stage.Stage;
import java.io.IOException;
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
    /** What every stage may import beside the JDK: rows, records, Spark. */
    private static final List<String> COMMON = List.of(
            "stage",
            "domain",
            "rows",
            "worker",
            "artifacts",
            "measures",
            "org.apache.spark..",
            "org.apache.hadoop..",
            "scala..",
            "com.fasterxml.jackson..",
            "org.slf4j..");

    /** Package, and what it may import beside the common things. Stages never import each other. */
    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.of(
            "stage", List.of(),
            "collect", List.of("org.jsoup..", "org.apache.parquet.."),
            "clean", List.of("org.jsoup..", "opennlp..", "com.google.i18n.phonenumbers.."),
            "plan", List.of("com.samskivert.mustache.."),
            "generate", List.of(),
            "score", List.of(),
            "select", List.of(),
            "review", List.of("com.samskivert.mustache..")));

    private static final JavaClasses MODULE = new ClassFileImporter()
            .importUrl(Stage.class.getProtectionDomain().getCodeSource().getLocation());

    static Stream<String> packages() {
        return MAY_IMPORT.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aStageImportsOnlyWhatItMay(String name) {
        String[] allowed = Stream.concat(
                        Stream.of("", "java..", BASE + name),
                        Stream.concat(COMMON.stream(), MAY_IMPORT.get(name).stream())
                                .map(p -> p.contains(".") ? p : BASE + p))
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
                .allMatch(p -> p.equals("pipeline") || MAY_IMPORT.containsKey(p), "stands in MAY_IMPORT");
    }

    @Test
    void aTableNeverSeesATensor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "ai.onnxruntime..")
                .check(MODULE);
    }

    @Test
    void onlyTheCommandLineKnowsPicocliAndOnlyThePipelineItsConfiguration() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "pipeline")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "com.typesafe.config..", BASE + "pipeline")
                .check(MODULE);
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
        Path sources = Path.of(System.getProperty("atelier.root"), "jobs/src/main/java/dev/atelier");
        for (String name : Stream.concat(Stream.of("pipeline"), packages()).toList()) {
            assertThat(Files.readString(sources.resolve(name).resolve("package-info.java")))
                    .startsWith("/**");
        }
    }

    @Test
    void aFileFitsInAHead() throws IOException {
        Path sources = Path.of(System.getProperty("atelier.root"), "jobs/src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(250);
            }
        }
    }
}
