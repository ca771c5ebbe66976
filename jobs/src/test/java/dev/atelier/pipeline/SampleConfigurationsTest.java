package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run refuses before its first row is not in the sample configurations; {@code scripts/uses.sh} runs them. */
class SampleConfigurationsTest {
    private static final Path ROOT = Path.of(System.getProperty("atelier.root"));

    static List<Path> uses() throws IOException {
        try (Stream<Path> all = Files.list(ROOT.resolve("conf/uses"))) {
            return all.filter(file -> !file.endsWith("sample-models.conf"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereIsOneForEachUse() throws IOException {
        assertThat(uses().stream().map(file -> file.getFileName().toString().replace(".conf", "")))
                .containsExactly("exercises", "game", "leaflets", "localisation", "marketing", "posters", "social");
    }

    @ParameterizedTest
    @MethodSource("uses")
    void aSampleConfigurationIsAccepted(Path file) {
        RunConf conf = ConfReader.read(
                RunConf.parse(file.toFile(), List.of("ATELIER_ROOT=" + ROOT)).withoutPath("ATELIER_ROOT"),
                RunConf.class);
        Configuration hadoop = new Configuration();
        Found found = Found.of(conf, FoundModels.of(conf, hadoop), hadoop);
        assertThat(found.sources()).isNotEmpty();
        Map<String, Long> most = conf.plan().mostByField();
        assertThat(conf.select().fields().keySet()).containsExactlyInAnyOrderElementsOf(most.keySet());
    }
}
