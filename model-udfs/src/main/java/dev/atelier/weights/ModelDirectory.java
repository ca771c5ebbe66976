package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model as its vendor publishes it: a GGUF file, a Hugging Face directory (config.json, safetensors, tokenizer) or a
 * diffusers directory (model_index.json and a folder for each component). Opening it reads no weights and runs nothing.
 */
public final class ModelDirectory {
    /** What the files hold. */
    public enum Kind {
        LANGUAGE,
        DIFFUSION,
        CLIP
    }

    private final Path root;
    private final ModelLayout layout;
    private Map<String, String> fileDigests;

    private ModelDirectory(Path root, ModelLayout layout) {
        this.root = root;
        this.layout = layout;
    }

    /**
     * Recognises the layout and checks that every file it needs is there, once, and of a kind that runs no code.
     *
     * @param root a directory or a {@code .gguf} file
     * @throws BadModelException if it is none of these, or broken
     */
    public static ModelDirectory open(Path root) {
        return new ModelDirectory(root, ModelLayout.of(root));
    }

    /**
     * True if a file at this path inside a model directory can be used, by its name: what a copy needs to carry.
     *
     * @param relative with {@code /} between folder and name
     */
    public static boolean mayUse(String relative) {
        return ModelLayout.mayUse(relative);
    }

    public Kind kind() {
        return layout.kind();
    }

    /** The directory, or the GGUF file itself. */
    public Path root() {
        return root;
    }

    /** True if the model is one GGUF file: {@link #gguf()} then has config, tokenizer and tensors. */
    public boolean isGguf() {
        return layout.isGguf();
    }

    /** @throws BadModelException if this is not a GGUF file */
    public Gguf gguf() {
        if (!isGguf()) {
            throw new BadModelException(root, "layout", "a directory", "must be a GGUF file");
        }
        return Gguf.read(root);
    }

    /**
     * One sha256 (hex) for the model. Of a GGUF file its own; of a directory that of the lines {@code <sha256>
     * <relative path>\n}, sorted by path, of {@link #fileDigests()}, so that {@code sha256sum} can check it.
     */
    public String digest() {
        return isGguf() ? fileDigests().values().iterator().next() : Digests.ofLines(fileDigests());
    }

    /** sha256 (hex) of each file that is used, by its path relative to {@link #root()}; {@code ""} for a GGUF file. */
    public synchronized Map<String, String> fileDigests() {
        if (fileDigests == null) {
            Map<String, Path> files = new LinkedHashMap<>();
            layout.files().forEach(relative -> files.put(relative, root.resolve(relative)));
            fileDigests = Digests.of(files);
        }
        return fileDigests;
    }

    /**
     * A JSON file of the model, such as {@code config.json} or {@code unet/config.json}.
     *
     * @throws BadModelException if it is missing, not a JSON object, or asks for code of strangers ({@code auto_map})
     */
    public JsonNode config(String relative) {
        return ModelLayout.config(file(relative));
    }

    /**
     * The tensors of one component, shards merged.
     *
     * @param component {@code ""} for a model of one part, else {@code unet}, {@code vae} or {@code text_encoder}
     */
    public Map<String, TensorInfo> tensors(String component) {
        return isGguf()
                ? gguf().tensors()
                : WeightFiles.in(root.resolve(component)).tensors();
    }

    /** True if the model has such a file. */
    public boolean has(String relative) {
        return !isGguf() && Files.isRegularFile(inside(relative));
    }

    /**
     * A file of the model, {@code ""} for a GGUF file itself.
     *
     * @throws BadModelException if it is not there, or the path leaves the directory
     */
    public Path file(String relative) {
        Path file = inside(relative);
        if (!Files.isRegularFile(file)) {
            throw new BadModelException(file, "file", "missing", "must be there as the vendor publishes it");
        }
        return file;
    }

    private Path inside(String relative) {
        Path path = root.resolve(relative).normalize();
        if (!path.startsWith(root.normalize())) {
            throw new BadModelException(root, "path", relative, "must stay inside the directory");
        }
        return path;
    }
}
