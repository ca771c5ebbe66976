package dev.atelier.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.util.Properties;

/** Executors that are processes, and a row that ends them: with Spark's own number of failures for a task. */
class LostExecutorsTest {
    @TempDir
    Path folder;

    @Test
    void theRowIsFoundAtTheSecondDeathAndLittleIsMadeTwice() throws IOException, InterruptedException {
        List<String> said = drive(DeadlyWriter.CRASHES);
        assertThat(said).contains("crashes rows " + ClusterRun.ROWS, "crashes lost 2 executors");
        assertThat(failed(said, DeadlyWriter.CRASHES))
                .singleElement()
                .asString()
                .startsWith("[executor_died]")
                .contains("thing 130 that crashes");
        assertThat(answeredTwice(said, DeadlyWriter.CRASHES)).isLessThanOrEqualTo(2 * ClusterRun.BATCH);
    }

    private static List<String> failed(List<String> said, String does) {
        String start = does + " failed ";
        return said.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private static int answeredTwice(List<String> said, String does) {
        String start = does + " answered twice ";
        return said.stream()
                .filter(line -> line.startsWith(start))
                .mapToInt(line -> Integer.parseInt(line.substring(start.length())))
                .findFirst()
                .orElseThrow();
    }

    private List<String> drive(String... does) throws IOException, InterruptedException {
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
        Path said = folder.resolve("said");
        ProcessBuilder driver = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(said.toFile())
                .redirectError(folder.resolve("log").toFile());
        driver.environment().put("SPARK_HOME", folder.resolve("spark").toString());
        driver.environment()
                .put("SPARK_SCALA_VERSION", Properties.versionNumberString().replaceFirst("\\.\\d+$", ""));
        int exit = driver.start().waitFor();
        assertThat(exit).as(() -> log()).isZero();
        return Files.readAllLines(said);
    }

    private String log() {
        try {
            return Files.readAllLines(folder.resolve("log")).stream()
                    .filter(line -> !line.startsWith("\tat "))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
