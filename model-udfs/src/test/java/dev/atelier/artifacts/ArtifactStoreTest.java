package dev.atelier.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Picture;
import dev.atelier.domain.Target;
import dev.atelier.domain.Text;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
    @TempDir
    Path folder;

    @Test
    void aBatchIsOneFileOfOneLineEachAndComesBackEqual() throws IOException {
        store().keep(3, batch("r1", "r2"));
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(Files.readAllLines(files.get(0)).stream()
                        .map(ArtifactStore::parse)
                        .map(ArtifactStore.Stored::askId))
                .containsExactly("r1", "r2");
        assertThat(ArtifactStore.parse(Files.readAllLines(files.get(0)).get(0)).artifact())
                .usingRecursiveComparison()
                .isEqualTo(artifact("r1"));
    }

    @Test
    void theSameBatchTwiceIsOneFile() throws IOException {
        store().keep(3, batch("r1"));
        store().keep(3, batch("r1"));
        assertThat(files()).hasSize(1);
    }

    @Test
    void theNextAttemptOfATaskFindsWhatItsPartitionMade() throws IOException {
        Files.createDirectories(folder.resolve("files/ab"));
        Files.writeString(folder.resolve("files/ab/x.png"), "a picture");
        store().keep(3, batch("r1", "r2"));
        store().keep(3, batch("r3"));
        store().keep(31, batch("r4"));
        assertThat(store().madeIn(3)).containsOnlyKeys("r1", "r2", "r3");
        assertThat(store().madeIn(4)).isEmpty();
        Files.writeString(folder.resolve("files/ab/x.png"), "a pic");
        assertThat(store().madeIn(3)).isEmpty();
        Files.delete(folder.resolve("files/ab/x.png"));
        assertThat(store().madeIn(3)).isEmpty();
    }

    @Test
    void compactingKeepsEveryLine() throws IOException {
        for (int i = 0; i < 7; i++) {
            store().keep(3, batch("a" + i, "b" + i));
        }
        store().lines().compact(100);
        assertThat(files()).hasSize(7);
        store().lines().compact(3);
        assertThat(files()).hasSize(1);
        assertThat(Files.readAllLines(files().get(0))).hasSize(14);
    }

    @Test
    void aLineThatIsCutOrOfAnOlderVersionIsNoArtifact() {
        assertThat(ArtifactStore.parse("{\"requestId\":\"r\",\"askId\":\"a\",\"artif"))
                .isNull();
        assertThat(ArtifactStore.parse("{\"artifactId\":\"a\",\"requestId\":\"r\",\"itemId\":\"i\",\"text\":\"t\"}"))
                .isNull();
    }

    @Test
    void aTextThatIsAnotherThanWasWrittenIsNoArtifact() {
        String sha256 = ContentId.ofBytes("a mug".getBytes(StandardCharsets.UTF_8));
        Artifact text = new Artifact(
                "a", "r1", new Target("item", "title", 0), new Text("a mug", sha256, 2, "stop", -0.5), 3, "");
        ArtifactStore texts = new ArtifactStore(
                new RunFolder(folder.toUri().toString(), new HadoopFiles(new Configuration())), Modality.TEXT);
        texts.keep(3, Map.of("r1", text));
        String line = texts.lines().ofPartition(3).get(0).get(0);
        assertThat(ArtifactStore.parse(line).artifact()).isEqualTo(text);
        assertThat(ArtifactStore.parse(line.replace("a mug", "a jug"))).isNull();
    }

    private ArtifactStore store() {
        return new ArtifactStore(
                new RunFolder(folder.toUri().toString(), new HadoopFiles(new Configuration())), Modality.IMAGE);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all =
                Files.walk(Path.of(java.net.URI.create(store().lines().folder())))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static Map<String, Artifact> batch(String... asks) {
        Map<String, Artifact> batch = new LinkedHashMap<>();
        List.of(asks).forEach(ask -> batch.put(ask, artifact(ask)));
        return batch;
    }

    private static Artifact artifact(String id) {
        return new Artifact(
                "a-" + id,
                "r-" + id,
                new Target("i", "picture", 0),
                new Picture("files/ab/x.png", "sha", "pixels", 64, 64, 9L, new byte[] {1, -2, 3}),
                9,
                "zwölf \u2028 words");
    }
}
