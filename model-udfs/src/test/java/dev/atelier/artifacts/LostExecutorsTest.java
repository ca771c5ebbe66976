package dev.atelier.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.util.Properties;

/** Executors that are processes, and a row that ends them: with Spark's own number of failures for a task. */
class LostExecutorsTest {
    @TempDir
    private static Path folder;

    private static List<String> said;

    @BeforeAll
    static void drive() throws IOException, InterruptedException {
        said = drive(DeadlyWriter.CRASHES, DeadlyWriter.SLEEPS, DeadlyWriter.SPINS);
    }

    @Test
    void aRowThatCrashesIsFoundAtTheSecondDeath() {
        assertThat(said).contains("crashes rows " + ClusterRun.ROWS, "crashes lost 2 executors");
        assertThat(failed(DeadlyWriter.CRASHES))
                .singleElement()
                .asString()
                .startsWith("[executor_died]")
                .contains("thing 130 that crashes");
    }

    @Test
    void aDeathCostsOneBatchAtMost() {
        assertThat(answeredTwice(DeadlyWriter.CRASHES)).isLessThanOrEqualTo(2 * ClusterRun.BATCH);
    }

    @Test
    void aRowThatHangsIsFoundAndCostsNoExecutorWhereInterruptingHelps() {
        assertThat(said).contains("sleeps rows " + ClusterRun.ROWS, "sleeps lost 0 executors");
        assertThat(failed(DeadlyWriter.SLEEPS))
                .singleElement()
                .asString()
                .startsWith("[hung]")
                .contains("thing 130 that sleeps");
    }

    @Test
    void aRowThatHangsForGoodEndsTwoExecutors() {
        assertThat(said).contains("spins rows " + ClusterRun.ROWS, "spins lost 2 executors");
        assertThat(failed(DeadlyWriter.SPINS))
                .singleElement()
                .asString()
                .startsWith("[hung]")
                .contains("thing 130 that spins");
    }

    private static List<String> failed(String does) {
        String start = does + " failed ";
        return said.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private static int answeredTwice(String does) {
        String start = does + " answered twice ";
        return said.stream()
                .filter(line -> line.startsWith(start))
                .mapToInt(line -> Integer.parseInt(line.substring(start.length())))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> drive(String... does) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("spark/jars")); // executors ask where Spark is, their jars come from us
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx600m"));
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-D"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ClusterRun.class.getName()));
        command.add(folder.resolve("runs").toString());
        command.addAll(List.of(does));
        Path out = folder.resolve("said");
        ProcessBuilder driver = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("log").toFile());
        driver.environment().put("SPARK_HOME", folder.resolve("spark").toString());
        driver.environment()
                .put("SPARK_SCALA_VERSION", Properties.versionNumberString().replaceFirst("\\.\\d+$", ""));
        int exit = driver.start().waitFor();
        assertThat(exit).as(LostExecutorsTest::log).isZero();
        return Files.readAllLines(out);
    }

    private static String log() {
        try {
            return Files.readAllLines(folder.resolve("log")).stream()
                    .filter(line -> !line.startsWith("\tat "))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
