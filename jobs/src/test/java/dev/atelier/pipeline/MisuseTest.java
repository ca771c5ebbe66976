package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that cannot be: one line and exit 2, at once, before Spark starts and before anything is written. */
class MisuseTest {
    private static final Path SAMPLES = Path.of(System.getProperty("atelier.root"), "data-samples/models");

    @TempDir
    Path folder;

    /** What is wrong, by settings or by something done to the folder of models; and words of the line that says so. */
    private record Misuse(List<String> settings, Harm harm, List<String> words) {
        Misuse says(String... words) {
            return new Misuse(settings, harm, List.of(words));
        }

        @Override
        public String toString() {
            return settings + " " + words;
        }
    }

    private interface Harm {
        void to(Path models) throws Exception;
    }

    @BeforeEach
    void write() throws IOException {
        for (String model : List.of("pocket-diffusion", "pocket-clip")) {
            try (Stream<Path> all = Files.walk(SAMPLES.resolve(model))) {
                for (Path file : all.toList()) {
                    Path copy = folder.resolve("models")
                            .resolve(SAMPLES.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else if (file.toString().endsWith(".safetensors")) {
                        Files.createSymbolicLink(copy, file.toAbsolutePath());
                    } else {
                        Files.copy(file, copy);
                    }
                }
            }
        }
        Files.writeString(folder.resolve("items.csv"), "sku,name\n1,Red mug\n");
        Files.writeString(
                folder.resolve("run.conf"),
                """
                name = test
                collect.sources = [{ path = "%1$s/items.csv", format = csv, licence = CC0-1.0 }]
                models.painter.path = "%1$s/models/pocket-diffusion"
                models.judge.path = "%1$s/models/pocket-clip"
                score.embedder = judge
                plan.templates = [{
                  name = poster, field = picture, model = painter, prompt = "{{name}}"
                  image { sizes = [64x64], numInferenceSteps = 4, noiseScheduler = ddim }
                }]
                """
                        .formatted(folder));
    }

    @ParameterizedTest
    @MethodSource({"uses", "files", "texts"})
    void isOneLineAndExitTwo(Misuse misuse) throws Exception {
        misuse.harm().to(folder.resolve("models"));
        String[] arguments = Stream.concat(
                        Stream.of("run", "--conf", folder.resolve("run.conf").toString()),
                        Stream.concat(
                                Stream.of("--out", folder.resolve("out").toString()),
                                misuse.settings().stream().flatMap(s -> Stream.of("--set", s))))
                .toArray(String[]::new);
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setErr(err);
            int code = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Main.execute(arguments));
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .startsWith("atelier: ")
                    .contains(misuse.words())
                    .hasLineCount(1);
            assertThat(code).isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }

    static Stream<Misuse> uses() {
        String writer = "models.writer.path=" + System.getProperty("atelier.root")
                + "/.cache/models/SmolLM2-135M-Instruct.Q4_1.gguf";
        String sense = "models.sense.path=" + System.getProperty("atelier.root") + "/.cache/models/all-MiniLM-L6-v2";
        String text =
                "plan.templates=[{ field = title, model = %s, prompt = \"{{name}}\", text { maxNewTokens = %d } }]";
        return Stream.of(
                set("plan.templates.0.prompt=\"a {{nmae}}\"")
                        .says("Unknown slot {{nmae}} in template poster", "did you mean {{name}}?"),
                set("plan.templates.0.prompt=\"a {{attributes.colour}}\"").says("Unknown slot {{attributes.colour}}"),
                set(text.formatted("painter", 8))
                        .says(
                                "template title writes texts with model painter",
                                "is a diffusion model",
                                "a language model"),
                set(text.formatted("judge", 8)).says("template title writes texts with model judge", "is a CLIP model"),
                set("plan.templates.0.model=judge")
                        .says(
                                "template poster draws pictures with model judge",
                                "is a CLIP model",
                                "a diffusion model"),
                set(writer, "plan.templates.0.model=writer")
                        .says("template poster draws pictures with model writer", "is a language model"),
                set("score.embedder=painter")
                        .says("score.embedder compares pictures with texts with model painter", "a CLIP model"),
                set("score.embedder=jude").says("Unknown model jude of score.embedder", "did you mean judge?"),
                set("score.nsfw=judge").says("score.nsfw: judge", "another model than score.embedder"),
                set("score.nsfw=painter").says("score.nsfw guards against pictures with model painter", "open_nsfw"),
                set("score.ocr=painter").says("score.ocr reads pictures with model painter", "PP-OCR"),
                set("score.sentences=painter")
                        .says("score.sentences compares texts with items with model painter", "sentence embeddings"),
                set("score.sentences=judge").says("score.sentences: judge", "another model than score.embedder"),
                set(sense, "models.sense.precision=bf16").says("models.sense", "precision: bf16", "fp32"),
                set(sense, "models.sense.device=gpu").says("models.sense", "device: gpu", "auto or cpu"),
                set(sense, "score.embedder=sense").says("score.embedder compares pictures", "a CLIP model"),
                set("plan.templates.0.model=painer").says("Unknown model painer of template poster", "mean painter?"),
                set(writer, text.formatted("writer", 8192)).says("template title", "maxNewTokens: 8192", "context of"),
                set("models.painter.device=tpu").says("models.painter", "device", "auto, cpu, gpu"),
                set("models.spare.path=/nowhere").says("/nowhere", "missing"),
                set("models.spare.path=/dev/zero").says("/dev/zero", "a device"),
                set("models.spare.path=\"mnt+x:/a b\"").says("mnt+x:/a b", "cannot be reached"),
                set("models.spare.path=\"file:a\"").says("file:a"),
                set("execution.textBatchSize=2147483647").says("execution.textBatchSize: 2147483647", "1 to 4096"),
                set("execution.lockFile=/dev/zero").says("/dev/zero", "regular file"),
                set("select.quotas=[{ field = a, by = brand, most = 1 }, { field = a, by = brand, most = 2 }]")
                        .says("select.quotas: two for field a", "one for each field"),
                set("collect.sources.0.path=/nowhere.csv").says("/nowhere.csv"),
                set("collect.sources.0.format=cvs").says("format: cvs", "did you mean csv?"),
                set("collect.sources.0.path=s3a://shop/items.csv").says("scripts/build.sh s3a", "--packages"),
                set("models.painter.path=s3a://shop/painter").says("scripts/build.sh s3a", "--packages"));
    }

    static Stream<Misuse> files() {
        return Stream.of(
                edit("pocket-diffusion/scheduler/scheduler_config.json", "timesteps\": 1000", "timesteps\": 3")
                        .says("template poster", "numInferenceSteps: 4", "1 to 3"),
                edit("pocket-diffusion/scheduler/scheduler_config.json", "timesteps\": 1000", "timesteps\": 2147483647")
                        .says("num_train_timesteps: 2147483647", "1 to 100000"),
                edit("pocket-diffusion/tokenizer/tokenizer.json", "\"BPE\"", "\"BPX\"")
                        .says("tokenizer"),
                edit("pocket-diffusion/vae/config.json", "\"norm_num_groups\": 8", "\"norm_num_groups\": 0")
                        .says("vae/config.json", "norm_num_groups: 0"),
                edit("pocket-clip/config.json", "\"num_hidden_layers\": 3", "\"num_hidden_layers\": 1000000000")
                        .says("num_hidden_layers: 1000000000", "1 to 1024"),
                edit("pocket-clip/preprocessor_config.json", "\"height\": 64", "\"height\": 32")
                        .says("crop_size"),
                edit("pocket-clip/preprocessor_config.json", "\"shortest_edge\": 64", "\"shortest_edge\": 48")
                        .says("score.embedder", "must bring it to 64x64"),
                harm(models -> {
                            Path file = models.resolve("pocket-clip/tokenizer_config.json");
                            Files.delete(file);
                            new ProcessBuilder("mkfifo", file.toString())
                                    .start()
                                    .waitFor();
                        })
                        .says("tokenizer_config.json", "pipe or device"),
                harm(models -> {
                            Path file = models.resolve("pocket-clip/config.json");
                            Files.delete(file);
                            Files.createSymbolicLink(file, Path.of("/dev/zero"));
                        })
                        .says("pocket-clip/config.json", "pipe or device"),
                harm(models -> {
                            Path file = models.resolve("pocket-clip/model.safetensors");
                            Files.delete(file);
                            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                                sparse.setLength(1L << 40);
                            }
                        })
                        .says("model.safetensors", "header length"),
                harm(models -> Files.writeString(
                                models.resolve("pocket-clip/tokenizer.json"), "{\"model\": " + "[".repeat(100_000)))
                        .says("tokenizer.json", "nesting depth"));
    }

    static Stream<Misuse> texts() {
        String good = "{\"id\": 1, \"sku\": 1, \"field\": \"title\", \"text\": \"Mug\"}\n";
        return Stream.of(
                texts("references", "a.jsonl", good + "\n{\"sku\": 1")
                        .says("score.references: a.jsonl line 3", "not JSON"),
                texts("references", "a.jsonl", good + "[1]").says("a.jsonl line 2 is not a JSON object"),
                texts("references", "a.jsonl", "{\"sku\": 1, \"text\": \"Mug\"}")
                        .says("a.jsonl line 1 has no field", "with sku and field and text"),
                texts("references", "a.jsonl", " \n").says("score.references", "holds no text"),
                texts("copyright.texts", "b.jsonl", good + "{\"id\": 2, \"txt\": \"x\"}")
                        .says("score.copyright.texts: b.jsonl line 2 has no text", "take it out"),
                texts("copyright.texts", "b.jsonl", good + "{\"text\": \" \"}").says("b.jsonl line 2 has no text"),
                texts("copyright.texts", "b.txt", "").says("score.copyright.texts", "holds no text"),
                texts("copyright.texts", "b.parquet", "PAR1").says("score.copyright.texts", "b.parquet"));
    }

    private static Misuse texts(String key, String file, String content) {
        String path = System.getProperty("java.io.tmpdir") + "/atelier-misuse-"
                + ProcessHandle.current().pid() + "-" + Integer.toHexString(content.hashCode()) + "/" + file;
        return new Misuse(
                List.of("score." + key + "=\"" + path + "\""),
                models -> {
                    Files.createDirectories(Path.of(path).getParent());
                    Files.writeString(Path.of(path), content);
                },
                List.of());
    }

    private static Misuse set(String... settings) {
        return new Misuse(List.of(settings), models -> {}, List.of());
    }

    private static Misuse harm(Harm harm) {
        return new Misuse(List.of(), harm, List.of());
    }

    private static Misuse edit(String file, String from, String to) {
        return harm(models -> {
            String text = Files.readString(models.resolve(file));
            assertThat(text).contains(from);
            Files.writeString(models.resolve(file), text.replace(from, to));
        });
    }
}
