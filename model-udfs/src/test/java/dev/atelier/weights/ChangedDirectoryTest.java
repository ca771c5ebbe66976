package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.networks.DecoderNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A digest is that of the bytes that are read, whenever somebody changes them and however well that is hidden. */
class ChangedDirectoryTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path folder;

    private Path root;
    private Path config;

    /** A change of the config that keeps its size and its time of modification. */
    private interface Change {
        void to(Path file) throws IOException;
    }

    @BeforeEach
    void write() throws IOException {
        root = TinyModels.llama(folder.resolve("llama"));
        config = root.resolve("config.json");
        Files.setLastModifiedTime(config, LONG_AGO);
    }

    static Stream<Change> changes() {
        return Stream.of(
                file -> {
                    Files.writeString(file, changed(file));
                    Files.setLastModifiedTime(file, LONG_AGO);
                },
                file -> {
                    Path other = file.resolveSibling("other");
                    Files.writeString(other, changed(file));
                    Files.setLastModifiedTime(other, LONG_AGO);
                    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
                },
                file -> {
                    Path elsewhere = file.resolveSibling("elsewhere");
                    Files.writeString(elsewhere, changed(file));
                    Files.setLastModifiedTime(elsewhere, LONG_AGO);
                    Files.delete(file);
                    Files.createSymbolicLink(file, Path.of("elsewhere"));
                });
    }

    private static String changed(Path file) throws IOException {
        return Files.readString(file).replace("10000.0", "20000.0");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void beforeItIsOpenedAgain(Change change) throws IOException {
        String before = ModelDirectory.open(root).digest();
        change.to(config);
        assertThat(ModelDirectory.open(root).digest()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void betweenOpeningAndDigest(Change change) throws IOException {
        ModelDirectory model = ModelDirectory.open(root);
        change.to(config);
        assertThatThrownBy(model::digest)
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("config.json", "digest", "it changed while the model was read");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void betweenDigestAndLoad(Change change) throws IOException {
        ModelDirectory model = ModelDirectory.open(root);
        model.digest();
        model.requireUnchanged();
        change.to(config);
        assertThatThrownBy(model::requireUnchanged)
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("config.json", "digest", "it changed while the model was read");
    }

    @Test
    void aFileThatIsTakenAway() throws IOException {
        ModelDirectory model = ModelDirectory.open(root);
        model.digest();
        Files.delete(root.resolve("model.safetensors"));
        assertThatThrownBy(model::requireUnchanged).hasMessageContainingAll("model.safetensors", "missing");
    }

    @Test
    void aFileThatIsPutThereIsNoneOfTheModel() {
        ModelDirectory model = ModelDirectory.open(root);
        TinyModels.write(root.resolve("generation_config.json"), "{\"eos_token_id\": 3}");
        TinyModels.write(root.resolve("chat_template.jinja"), "{{ 1 }}");

        assertThat(DecoderNetwork.of(model).endTokens()).containsExactly(2);
        assertThat(TokenizerFiles.of(model, 16).chatTemplate()).isEmpty();
        assertThatCode(model::requireUnchanged).doesNotThrowAnyException();
        assertThat(ModelDirectory.open(root).digest()).isNotEqualTo(model.digest());
    }

    @Test
    void weightsThatAppearBesideThose() throws IOException {
        Files.move(root.resolve("model.safetensors"), root.resolve("model.fp16.safetensors"));
        ModelDirectory model = ModelDirectory.open(root);
        Files.copy(root.resolve("model.fp16.safetensors"), root.resolve("model.safetensors"));
        assertThatThrownBy(() -> model.tensors("")).hasMessageContainingAll("model.safetensors", "missing");
    }
}
