package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    run                                | Missing required options | atelier run --help
                    run --conf a.conf --out x --sett y | --sett                   | atelier run --help
                    rn                                 | rn                       | atelier --help
                    gc --out x --keep many             | --keep                   | atelier gc --help
                    forget --out x                     | --sku                    | atelier forget --help
                    """)
    void aWrongCommandIsOneLine(String arguments, String what, String help) {
        assertThat(said(arguments.split(" ")))
                .startsWith("atelier: ")
                .contains(what, help)
                .hasLineCount(1);
    }

    @Test
    void whatAConfigurationIncludesMustBeThere(@TempDir Path folder) throws IOException {
        Path conf = folder.resolve("run.conf");
        Files.writeString(conf, "include \"other.conf\"\nname = x\n");
        assertThat(said("run", "--conf", conf.toString(), "--out", folder + "/out"))
                .contains("Cannot include other.conf (no such file")
                .hasLineCount(1);
        Files.writeString(folder.resolve("other.conf"), "nmae = y\n");
        assertThat(said("run", "--conf", conf.toString(), "--out", folder + "/out"))
                .contains("Unknown key nmae")
                .hasLineCount(1);
    }

    private static String said(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setErr(err);
            assertThat(Main.execute(arguments)).isEqualTo(Main.BAD_INPUT);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
