package dev.atelier.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final byte[] MUG = "a picture of a mug".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void aFileIsWholeWithItsFoldersAndLeavesNothingElse() throws IOException {
        run().writeWhole("files/ab/ab12.png", MUG);
        assertThat(folder.resolve("files/ab/ab12.png")).hasBinaryContent(MUG);
        assertThat(files()).containsExactly("files/ab/ab12.png");
    }

    @Test
    void aFileOfThatContentIsLeft() throws IOException {
        run().writeWhole("x", MUG);
        FileTime written = FileTime.from(Instant.parse("2026-01-31T10:00:00Z"));
        Files.setLastModifiedTime(folder.resolve("x"), written);
        run().writeWhole("x", MUG);
        assertThat(Files.getLastModifiedTime(folder.resolve("x"))).isEqualTo(written);
    }

    @Test
    void aFileOfAnotherContentIsDamagedAndIsReplaced() throws IOException {
        for (String damaged : new String[] {"", "a pict", "a picture of a mug and more", "A PICTURE OF A MUG"}) {
            Files.writeString(folder.resolve("x"), damaged);
            run().writeWhole("x", MUG);
            assertThat(folder.resolve("x")).hasBinaryContent(MUG);
        }
        assertThat(files()).containsExactly("x");
    }

    @Test
    void whatAKilledProcessLeftIsCleared() throws IOException {
        Path left = Path.of(java.net.URI.create(run().pending("half").toString()));
        Files.createDirectories(left.getParent());
        Files.writeString(left, "a pic");
        run().writeWhole("x", MUG);
        assertThat(files()).contains("x").hasSize(2);
        run().clearPending();
        assertThat(files()).containsExactly("x");
        run().clearPending();
    }

    @Test
    void aFailureLeavesNothingHalf() throws IOException {
        Files.writeString(folder.resolve("files"), "in the way");
        assertThatThrownBy(() -> run().writeWhole("files/ab", MUG))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot write " + run().uri() + "/files/ab");
        assertThat(files()).containsExactly("files");
    }

    private RunFolder run() {
        String uri = folder.toUri().toString();
        return new RunFolder(uri.substring(0, uri.length() - 1), new HadoopFiles(new Configuration()));
    }

    private java.util.List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
