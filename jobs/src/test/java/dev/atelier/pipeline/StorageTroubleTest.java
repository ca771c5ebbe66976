package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.typesafe.config.ConfigFactory;
import dev.atelier.SparkSessions;
import dev.atelier.collect.CollectConf;
import dev.atelier.collect.CollectStage;
import dev.atelier.collect.SourceDigests;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTroubleTest {
    private static final SparkSession SPARK = SparkSessions.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void serve() {
        SPARK.sparkContext().hadoopConfiguration().set("fs.full.impl", FullFileSystem.class.getName());
    }

    @AfterEach
    void makeSpace() {
        FullFileSystem.SPACE.set(Long.MAX_VALUE);
        SPARK.sparkContext().hadoopConfiguration().unset("fs.full.impl");
    }

    /** Wherever the space ends, in outcomes, tables or notes: one line; and with space again the same goes on. */
    @Test
    void aFullDiskIsOneLineAndTheSameCommandGoesOn() throws IOException {
        Files.writeString(folder.resolve("items.csv"), "sku,name\n1,Red mug\n2,Blue teapot\n");
        FullFileSystem.SPACE.set(1L << 30);
        take("whole");
        long needed = (1L << 30) - FullFileSystem.SPACE.get();
        for (int part = 0; part < 5; part++) {
            String out = "part" + part;
            FullFileSystem.SPACE.set(needed * part / 5);
            Throwable full = catchThrowable(() -> take(out));
            assertThat(full).isNotNull();
            assertThat(StorageTrouble.of(full, folder + "/" + out)).hasValueSatisfying(line -> assertThat(line)
                    .startsWith("No space left: ")
                    .contains("No space left on device (free: ", " MB in " + folder, "the same command goes on")
                    .hasLineCount(1));
            FullFileSystem.SPACE.set(1L << 30);
            assertThat(take(out)).isEqualTo(2);
        }
    }

    private long take(String out) {
        CollectConf conf = ConfReader.read(
                ConfigFactory.parseString(
                        "sources = [{ path = \"" + folder + "/items.csv\", format = csv, licence = CC0 }]"),
                CollectConf.class);
        Configuration hadoop = SPARK.sparkContext().hadoopConfiguration();
        Tables tables = new Tables(SPARK, "full:" + folder + "/" + out);
        new Run(tables, new Run.How(false, false), new PrintStream(OutputStream.nullOutputStream()))
                .take(List.of(new CollectStage(conf, SourceDigests.of(conf, hadoop))));
        tables.folder().writeWhole("files/ab/ab.png", new byte[100]);
        return tables.read(Nouns.RAW_ITEMS).count();
    }

    @Test
    void whatIsForbiddenOrAwayIsOneLine() {
        Throwable denied =
                new AccessControlException("Permission denied: user=anna, access=WRITE, inode=\"/out\":hdfs");
        assertThat(StorageTrouble.of(new IllegalStateException("x", denied), null))
                .hasValueSatisfying(line -> assertThat(line).startsWith("Not allowed: Permission denied: user=anna"));
        Throwable readOnly = new UncheckedIOException(
                "Cannot write file:/out/run.json: x", new IOException("/out/.pending (Read-only file system)"));
        assertThat(StorageTrouble.of(readOnly, "/out")).hasValueSatisfying(line -> assertThat(line)
                .startsWith("Not allowed: file:/out/run.json: /out/.pending (Read-only file system)"));
        assertThat(StorageTrouble.of(new IOException("connect to nn: Connection refused"), "hdfs://nn/out"))
                .hasValueSatisfying(line -> assertThat(line).startsWith("Storage does not answer: connect to nn"));
        assertThat(StorageTrouble.of(new IllegalStateException("No space left on device"), null))
                .as("a defect, whatever it says")
                .isEmpty();
        assertThat(StorageTrouble.of(new NullPointerException(), null)).isEmpty();
        assertThatThrownBy(() -> Files.readString(folder.resolve("nothing")))
                .satisfies(e -> assertThat(StorageTrouble.of(e, null)).isEmpty());
    }
}
