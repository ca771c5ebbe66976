package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.atelier.stage.ConfError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://AKIAEXAMPLE:hunter2@bucket/items",
                "s3a://AKIAEXAMPLE:hun/ter/hunter2@bucket/items",
                "https://anna:hunter2@example.org/models",
                "hdfs://anna:hunter2@nn:8020/x",
                "see ftp://a:hunter2@host/x",
                "https://host/x?sig=hunter2",
                "wasbs://c@a.blob.core.windows.net/x?sv=1&sig=hunter2&se=2",
                "https://host/x?a=1&access_token=hunter2",
                "jdbc:x://host/db;password=hunter2",
                "jdbc:x://host/db; password = hunter2",
                "jdbc:sqlserver://srv.database.windows.net:1433;user=me@srv;password=hunter2",
                "x://anna:1;hunter2@host",
                "HTTPS://anna:hunter2@h/x",
                "https://anna@example.org:hunter2@h/x",
                "https://a:p@hunter2@h/x",
                "s3a:/AKIAEXAMPLE:hunter2@bucket/my.conf",
                "https://host/x?X-Amz-Signature=hunter2",
                "https://host/x?AccountKey=hunter2",
                "https://host/x#access_token=hunter2",
                "https://host/x?api_key=hunter2"
            })
    void anAddressWithASecretIsRefusedWithoutRepeatingIt(String address) {
        Assertions.assertThatExceptionOfType(ConfError.class)
                .isThrownBy(() -> Secrets.check(
                        ConfigFactory.parseMap(Map.of("models", Map.of("writer", Map.of("path", address))))))
                .withMessageStartingWith("Invalid models.writer.path: a password or key stands in its address")
                .matches(e -> !e.getMessage().contains("hunter2"));
        assertThat(Secrets.hidden("Cannot read " + address + " now"))
                .contains("***")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hdfs://nn:8020/a@b/c",
                "abfss://container@account.dfs.core.windows.net/x",
                "s3a://bucket/items?x=1",
                "jdbc:postgresql://host:5432/shop",
                "jdbc:sqlserver://srv.database.windows.net:1433;database=shop;user=me@srv",
                "http://[::1]:8080/a@b",
                "hdfs://nn:8020?x=a@b",
                "file://C:/data/a@b.csv",
                "s3a://arn:aws:s3:::bucket/a@b",
                "mongodb://h1:1,h2:2/a@b",
                "https://shop.example:{{sku}}@home",
                "https://host/x?tokenizer=llama&max_tokens=40&secretary=anna",
                "a token = a word; Ratio 1:2 @ 3",
                "file:///data/a:b@c",
                "{{name}}: {{description}}?"
            })
    void otherTextStays(String text) {
        Secrets.check("x", text);
        assertThat(Secrets.hidden(text)).isEqualTo(text);
    }

    @Test
    void whatStandsInAConfigurationIsNotRepeatedByTheCommand(@TempDir Path folder) throws IOException {
        Path conf = folder.resolve("my.conf");
        Files.writeString(
                conf,
                """
                name = x
                collect.sources = [{ path = "s3a://AKIAEXAMPLE:hunter2@bucket/items", format = csv, licence = CC0 }]
                models.writer.path = nowhere
                """);
        for (String[] command : new String[][] {
            {"run", "--conf", conf.toString(), "--out", folder.resolve("out").toString()},
            {"run", "--conf", conf.toString(), "--out", "s3a://AKIAEXAMPLE:hunter2@bucket/out"},
            {"run", "--conf", "s3a://AKIAEXAMPLE:hunter2@bucket/my.conf", "--out", "out"},
            {"run", "--conf", conf.toString(), "--out", "o", "--set", "models.writer.path=https://a:hunter2@h/x"},
            {"runs", "--out", "hdfs://u:hunter2@127.0.0.1:9/x"},
            {"gc", "--out", "s3a://AKIA@corp:hunter2@bucket/x"},
            {"recipe", "https://u:hunter2@h/a.png"}
        }) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream console = System.err;
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            try {
                assertThat(Main.execute(command)).isEqualTo(2);
            } finally {
                System.setErr(console);
            }
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("a password or key stands in its address")
                    .doesNotContain("hunter2");
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void foreignTextDoesNotCommandTheTerminal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream terminal = Terminal.of(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        terminal.println("a\u001b[31mred\u0007\r \u202egnp.exe é😀\tok\nhttps://a:hunter2@host");
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("a\\u001b[31mred\\u0007\\u000d \\u202egnp.exe é😀\tok\\u000ahttps://***@host\n");
    }
}
