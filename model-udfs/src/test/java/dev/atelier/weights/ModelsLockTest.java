package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsLockTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @TempDir
    Path folder;

    @Test
    void thePinnedModelPasses() throws IOException {
        ModelsLock lock = lock("# digests\n\n" + A + "  writer  # GGUF\n" + B + "  the painter\n");

        assertThatCode(() -> lock.check("writer", A)).doesNotThrowAnyException();
        assertThatCode(() -> lock.check("the painter", B)).doesNotThrowAnyException();
    }

    @Test
    void anotherDigestIsRefusedWithBothAndTheLineToWrite() throws IOException {
        ModelsLock lock = lock(A + "  writer\n");

        assertThatThrownBy(() -> lock.check("writer", B))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll(
                        "models.lock", "model writer", "pinned " + A, B, "write the line: " + B + "  writer");
    }

    @Test
    void aMissingPinIsRefused() throws IOException {
        ModelsLock lock = lock(A + "  writer\n");

        assertThatThrownBy(() -> lock.check("painter", B))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll(
                        "models.lock", "model painter", "no pin", "write the line: " + B + "  painter");
    }

    @Test
    void brokenLinesAreRefusedByNumber() throws IOException {
        assertThatThrownBy(() -> lock("# fine\nwriter " + A + "\n"))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("models.lock", "line 2", "64 hex digits");
        assertThatThrownBy(() -> lock(A + " writer\n" + B + " writer\n"))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("models.lock", "line 2", "twice");
    }

    @Test
    void theSampleModelsAreThePinnedOnes() {
        Path root = Path.of(System.getProperty("atelier.root"));
        ModelsLock lock = ModelsLock.read(root.resolve("conf/models.lock"));

        for (Map.Entry<String, String> model :
                Map.of("painter", "pocket-diffusion", "judge", "pocket-clip").entrySet()) {
            Path directory = root.resolve("data-samples/models").resolve(model.getValue());
            lock.check(model.getKey(), ModelDirectory.open(directory).digest());
        }
        assertThat(lock.pins()).containsOnlyKeys("writer", "painter", "judge", "sense", "guard", "reader");
    }

    private ModelsLock lock(String text) throws IOException {
        return ModelsLock.read(Files.writeString(folder.resolve("models.lock"), text));
    }
}
