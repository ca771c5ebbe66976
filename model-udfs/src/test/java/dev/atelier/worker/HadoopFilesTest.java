package dev.atelier.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class HadoopFilesTest {
    @Test
    void settingsTravelAndSecretsStay() throws IOException, ClassNotFoundException {
        Configuration driver = new Configuration();
        driver.set("fs.s3a.endpoint", "http://store.example");
        driver.set("fs.s3a.access.key", "hush-1");
        driver.set("fs.s3a.bucket.shop.secret.key", "hush-2");
        driver.set("fs.s3a.session.token", "hush-3");
        driver.set("fs.s3a.server-side-encryption.key", "hush-4");
        driver.set("fs.azure.sas.password", "hush-5");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new HadoopFiles(driver));
        }
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
                .doesNotContain("hush")
                .doesNotContain("io.file.buffer");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Configuration executor = ((HadoopFiles) in.readObject()).configuration();
            assertThat(executor.get("fs.s3a.endpoint")).isEqualTo("http://store.example");
        }
    }
}
