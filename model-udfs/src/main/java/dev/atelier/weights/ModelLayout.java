package dev.atelier.weights;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which of the known layouts a path has, and exactly which of its files are used.
 *
 * @param files relative paths; the empty path for a GGUF file
 */
record ModelLayout(ModelDirectory.Kind kind, boolean isGguf, List<String> files) {
    /** Beside weights: what decides a model's output. Read only if present. */
    private static final List<String> SMALL_FILES = List.of(
            "config.json",
            "generation_config.json",
            "preprocessor_config.json",
            "scheduler_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.json",
            "merges.txt",
            "chat_template.jinja",
            "chat_template.json");

    /** Components of model_index.json that are run, and the class each must be (diffusers' StableDiffusionPipeline). */
    private static final Map<String, List<String>> COMPONENTS = Map.of(
            "unet", List.of("UNet2DConditionModel"),
            "vae", List.of("AutoencoderKL"),
            "text_encoder", List.of("CLIPTextModel"),
            "tokenizer", List.of("CLIPTokenizer", "CLIPTokenizerFast"),
            "scheduler", List.of());

    private static final List<String> FOREIGN_CODE_KEYS = List.of("auto_map", "custom_pipelines", "trust_remote_code");

    static ModelLayout of(Path root) {
        if (Files.isRegularFile(root)) {
            return single(root);
        } else if (!Files.isDirectory(root)) {
            String found = Files.exists(root, NOFOLLOW_LINKS) ? "a pipe, a device or a broken link" : "missing";
            throw new BadModelException(root, "path", found, "must be a model directory or a .gguf file");
        } else if (Files.exists(root.resolve("model_index.json"), NOFOLLOW_LINKS)) {
            return diffusion(root);
        } else if (Files.exists(root.resolve("config.json"), NOFOLLOW_LINKS)) {
            return transformers(root);
        } else if (SentenceFiles.graph(root) != null) {
            return sentences(root);
        } else if (Files.exists(root.resolve(ModelDirectory.NSFW_FILE), NOFOLLOW_LINKS)) {
            return new ModelLayout(ModelDirectory.Kind.NSFW, false, List.of(ModelDirectory.NSFW_FILE));
        }
        List<String> ocr = OcrFiles.in(root);
        if (!ocr.isEmpty()) {
            return new ModelLayout(ModelDirectory.Kind.OCR, false, ocr);
        }
        WeightFiles.refusePickles(
                WeightFiles.list(root).stream().filter(Files::isRegularFile).toList());
        throw new BadModelException(
                root,
                "config.json",
                "missing",
                "a model directory has config.json, model_index.json, model.onnx or " + ModelDirectory.NSFW_FILE
                        + "; or name a .gguf");
    }

    static boolean mayUse(String relative) {
        int slash = relative.lastIndexOf('/');
        String folder = relative.substring(0, Math.max(slash, 0));
        String name = relative.substring(slash + 1);
        boolean ours = SMALL_FILES.contains(name)
                || name.equals("model_index.json")
                || name.matches(".*\\.(safetensors|safetensors\\.index(\\.[A-Za-z0-9_]+)?\\.json|gguf)");
        return SentenceFiles.mayUse(relative)
                || relative.equals(ModelDirectory.NSFW_FILE)
                || OcrFiles.mayUse(relative)
                || (ours && (folder.isEmpty() || COMPONENTS.containsKey(folder)));
    }

    /** A JSON config that asks for no code of strangers. */
    static JsonNode config(Path file) {
        JsonNode config = StrictJson.read(file);
        for (String key : FOREIGN_CODE_KEYS) {
            BadModelException.unless(
                    !config.has(key),
                    file,
                    key,
                    config.get(key),
                    "code that comes with a model is never run; use a model without it");
        }
        return config;
    }

    private static ModelLayout single(Path file) {
        if (Pickles.namedLikeOne(file)) {
            throw Pickles.refusal(file);
        } else if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gguf")) {
            throw new BadModelException(
                    file,
                    "file name",
                    file.getFileName(),
                    "a model of one file must be .gguf; else name its directory");
        }
        Gguf.read(file);
        return new ModelLayout(ModelDirectory.Kind.LANGUAGE, true, List.of(""));
    }

    private static ModelLayout transformers(Path root) {
        Path file = root.resolve("config.json");
        JsonNode config = config(file);
        String type = config.path("model_type").asText("missing");
        String architecture = config.path("architectures").path(0).asText("missing");
        if (!type.equals("clip") && !architecture.endsWith("ForCausalLM")) {
            if (SentenceFiles.graph(root) != null) {
                return sentences(root);
            }
            throw new BadModelException(
                    file,
                    "model_type and architectures",
                    type + ", " + architecture,
                    "must be a causal language model (...ForCausalLM), clip, or another with its graph in model.onnx");
        }
        List<String> files = new ArrayList<>();
        addFiles(root, "", true, files);
        return new ModelLayout(
                type.equals("clip") ? ModelDirectory.Kind.CLIP : ModelDirectory.Kind.LANGUAGE,
                false,
                files.stream().sorted().toList());
    }

    private static ModelLayout sentences(Path root) {
        return new ModelLayout(ModelDirectory.Kind.SENTENCES, false, SentenceFiles.in(root));
    }

    private static ModelLayout diffusion(Path root) {
        Path file = root.resolve("model_index.json");
        JsonNode index = config(file);
        String pipeline = index.path("_class_name").asText("missing");
        if (!pipeline.equals("StableDiffusionPipeline")) {
            throw new BadModelException(file, "_class_name", pipeline, "must be StableDiffusionPipeline (1.x or 2.x)");
        }
        List<String> files = new ArrayList<>(List.of("model_index.json"));
        COMPONENTS.forEach((component, classes) -> {
            String library = index.path(component).path(0).asText("missing");
            String name = index.path(component).path(1).asText("missing");
            BadModelException.unless(
                    List.of("diffusers", "transformers").contains(library)
                            && (classes.isEmpty() || classes.contains(name)),
                    file,
                    component,
                    index.path(component),
                    "must be " + (classes.isEmpty() ? "a class" : String.join(" or ", classes))
                            + " of diffusers or transformers");
            addFiles(root, component + "/", !component.matches("tokenizer|scheduler"), files);
        });
        return new ModelLayout(
                ModelDirectory.Kind.DIFFUSION, false, files.stream().sorted().toList());
    }

    private static void addFiles(Path root, String prefix, boolean weights, List<String> files) {
        Path folder = root.resolve(prefix);
        BadModelException.unless(
                Files.isDirectory(folder), folder, "folder", "missing", "must be there as model_index.json names it");
        // whatever has such a name must be such a file: a broken link is no file that the vendor left out
        SMALL_FILES.stream()
                .filter(name -> Files.exists(folder.resolve(name), NOFOLLOW_LINKS))
                .peek(name -> ModelFile.bounded(folder.resolve(name)))
                .forEach(name -> files.add(prefix + name));
        if (weights) {
            WeightFiles found = WeightFiles.in(folder);
            found.files().forEach(f -> files.add(prefix + f.getFileName()));
            if (found.index() != null) {
                files.add(prefix + found.index().getFileName());
            }
        }
    }
}
