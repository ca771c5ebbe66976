package dev.atelier.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.DeviceWish;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Precision;
import dev.atelier.domain.VendorSettings;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.TinyModels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
    @TempDir
    Path folder;

    private Path vendor;
    private String digest;
    private ModelCache cache;

    @BeforeEach
    void publish() {
        vendor = TinyModels.llama(folder.resolve("far/llama"));
        digest = ModelDirectory.open(vendor).digest();
        cache = ModelCache.of(folder.resolve("cache"), MountedFileSystem.configuration());
        MountedFileSystem.OPENED.set(0);
    }

    @Test
    void aLocalPathIsUsedWhereItIs() {
        assertThat(cache.find(vendor.toString()).root()).isEqualTo(vendor);
        assertThat(cache.open(spec(vendor.toUri().toString(), digest)).root()).isEqualTo(vendor);
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void aRemoteModelIsCopiedOnceUnderItsDigest() throws IOException {
        Files.writeString(vendor.resolve("pytorch_model.bin"), "never fetched");

        ModelDirectory found = cache.find("mnt://" + vendor);
        ModelDirectory opened = cache.open(spec("mnt://" + vendor, digest));
        ModelDirectory again = cache.find("mnt://" + vendor);

        assertThat(found.digest()).isEqualTo(digest);
        assertThat(found.root())
                .isEqualTo(folder.resolve("cache").resolve(digest).resolve("llama"));
        assertThat(opened.root()).isEqualTo(found.root());
        assertThat(again.root()).isEqualTo(found.root());
        assertThat(opened.tensors("")).hasSize(11);
        assertThat(found.root().resolve("pytorch_model.bin")).isEmptyFile();
        assertThat(MountedFileSystem.OPENED).hasValue(3); // config.json, model.safetensors, tokenizer.json
    }

    @Test
    void aGgufFileIsFetchedUnderItsName() {
        Path file = TinyModels.gguf(folder.resolve("far/tiny.gguf"));

        ModelDirectory found = cache.find("mnt://" + file);

        assertThat(found.isGguf()).isTrue();
        assertThat(found.root().getFileName()).hasToString("tiny.gguf");
        assertThat(found.digest()).isEqualTo(ModelDirectory.open(file).digest());
    }

    @Test
    void tasksThatAskAtOnceFetchOnce() throws Exception {
        int tasks = 6;
        CountDownLatch together = new CountDownLatch(tasks);
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        List<Future<ModelDirectory>> opened = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            opened.add(threads.submit(() -> {
                together.countDown();
                together.await();
                return cache.open(spec("mnt://" + vendor, digest));
            }));
        }
        for (Future<ModelDirectory> model : opened) {
            assertThat(model.get().digest()).isEqualTo(digest);
        }
        threads.shutdown();

        assertThat(MountedFileSystem.OPENED).hasValue(3);
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder(digest, digest + ".lock");
        }
    }

    @Test
    void anotherDigestThanPlannedIsRefusedWithBoth() {
        String planned = "0".repeat(64);

        assertThatThrownBy(() -> cache.open(spec("mnt://" + vendor, planned)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll(vendor.toString(), digest, "must be " + planned);
        assertThatThrownBy(() -> cache.open(spec(vendor.toString(), planned)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll(vendor.toString(), "digest of model writer", digest, "must be " + planned);
        assertThat(folder.resolve("cache").resolve(planned)).doesNotExist();
    }

    @Test
    void filesThatChangeAfterTheDriverSawThemAreRefused() throws IOException {
        Path config = vendor.resolve("config.json");
        FileTime modified = Files.getLastModifiedTime(config);
        String planned = cache.find(vendor.toString()).digest();
        Files.writeString(config, Files.readString(config).replace("10000.0", "20000.0"));
        Files.setLastModifiedTime(config, modified);

        assertThatThrownBy(() -> cache.open(spec(vendor.toString(), planned)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll(vendor.toString(), "digest of model writer", "must be " + planned);
    }

    @Test
    void aDamagedCopyIsFetchedAgain() throws IOException {
        Path copy = cache.open(spec("mnt://" + vendor, digest)).root().resolve("tokenizer.json");
        Files.writeString(copy, "{}");

        assertThat(cache.open(spec("mnt://" + vendor, digest)).digest()).isEqualTo(digest);
        assertThat(copy).hasSameBinaryContentAs(vendor.resolve("tokenizer.json"));
    }

    @Test
    void aModelThatWasPublishedAnewIsFoundAnew() throws IOException {
        cache.find("mnt://" + vendor);
        Files.writeString(vendor.resolve("generation_config.json"), "{\"eos_token_id\": 2}");
        Files.setLastModifiedTime(vendor.resolve("generation_config.json"), FileTime.fromMillis(1_000));

        ModelDirectory found = cache.find("mnt://" + vendor);

        assertThat(found.digest())
                .isEqualTo(ModelDirectory.open(vendor).digest())
                .isNotEqualTo(digest);
    }

    @Test
    void aMissingPathIsRefused() {
        assertThatThrownBy(() -> cache.find("mnt://" + folder.resolve("nowhere")))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("nowhere", "must be a model directory or a .gguf file");
    }

    @Test
    void aSchemeThatHadoopDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> cache.find("gopher://host/llama"))
                .isInstanceOf(BadModelException.class)
                .hasMessageContainingAll("gopher://host/llama", "cannot be reached", "gopher");
    }

    @Test
    void itTravelsToExecutorsWithTheDriversSettings() throws Exception {
        Configuration driver = MountedFileSystem.configuration();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(ModelCache.of(folder.resolve("cache"), driver));
        }
        ModelCache travelled;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            travelled = (ModelCache) in.readObject();
        }

        assertThat(travelled.open(spec("mnt://" + vendor, digest)).digest()).isEqualTo(digest);
        assertThat(bytes.size()).as("bytes with every closure").isLessThan(4_000);
    }

    private static ModelSpec spec(String path, String digest) {
        return new ModelSpec(
                new ModelRef("writer", digest, "p", Precision.FP32), path, DeviceWish.AUTO, VendorSettings.NONE);
    }
}
