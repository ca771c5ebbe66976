package dev.atelier.udf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
    @TempDir
    Path folder;

    @Test
    void aBatchIsOneFileOfOneLineEachAndComesBackEqual() throws IOException {
        store().keep(List.of(artifact("r1"), artifact("r2")));
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(Files.readAllLines(files.get(0)).stream()
                        .map(ArtifactStore::parse)
                        .map(Artifact::requestId))
                .containsExactly("r1", "r2");
        Artifact back = ArtifactStore.parse(Files.readAllLines(files.get(0)).get(0));
        assertThat(back).usingRecursiveComparison().isEqualTo(artifact("r1"));
    }

    @Test
    void theSameBatchTwiceIsOneFile() throws IOException {
        store().keep(List.of(artifact("r1")));
        store().keep(List.of(artifact("r1")));
        assertThat(files()).hasSize(1);
    }

    @Test
    void compactingKeepsEveryLine() throws IOException {
        for (int i = 0; i < 7; i++) {
            store().keep(List.of(artifact("a" + i), artifact("b" + i)));
        }
        store().compact(100);
        assertThat(files()).hasSize(7);
        store().compact(3);
        assertThat(files()).hasSize(1);
        assertThat(Files.readAllLines(files().get(0))).hasSize(14);
    }

    private ArtifactStore store() {
        return new ArtifactStore(folder.toUri().toString(), new HadoopFiles(new Configuration()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static Artifact artifact(String id) {
        return new Artifact(
                "a-" + id,
                id,
                "i",
                Modality.IMAGE,
                "picture",
                0,
                null,
                "files/ab/x.png",
                "sha",
                "pixels",
                64,
                64,
                new byte[] {1, -2, 3},
                9,
                null,
                null,
                null,
                "zwölf \u2028 words");
    }
}
