package dev.atelier.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.networks.ClipNetwork;
import dev.atelier.networks.DecoderNetwork;
import dev.atelier.networks.NsfwNetwork;
import dev.atelier.networks.UnetNetwork;
import dev.atelier.networks.VaeNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One way to damage a model that is whole.
 *
 * @param to does it, to a file or a directory
 * @param file part of the refusal: the file at fault
 * @param field part of the refusal: the header field, key or tensor, often with its value
 * @param rule part of the refusal
 */
record Damage(String what, Consumer<Path> to, String file, String field, String rule) {
    /** Does the damage, loads, and wants a refusal that names file, field and rule. */
    void isRefused(Path damaged, Path model) {
        to.accept(damaged);
        assertThatThrownBy(() -> load(model))
                .isInstanceOf(BadModelException.class)
                .hasMessageStartingWith("Bad model ")
                .hasMessageContainingAll(file, field, rule);
    }

    /** What comes before the first weight is read: layout, configs, headers, tensors against config, tokenizer. */
    static void load(Path path) {
        ModelDirectory model = ModelDirectory.open(path);
        switch (model.kind()) {
            case LANGUAGE -> {
                DecoderNetwork network = DecoderNetwork.of(model);
                network.network(model);
                TokenizerFiles.of(model, network.vocabSize());
            }
            case DIFFUSION -> {
                ClipNetwork.textEncoder(model);
                UnetNetwork.of(model);
                VaeNetwork.of(model);
            }
            case CLIP -> ClipNetwork.of(model);
            case SENTENCES -> SentenceFiles.of(model);
            case NSFW -> NsfwNetwork.of(model);
            case OCR -> OcrFiles.of(model);
        }
    }

    @Override
    public String toString() {
        return what;
    }

    static Damage text(String what, String file, String text, String field, String rule) {
        return new Damage(what, root -> TinyModels.write(root.resolve(file), text), file, field, rule);
    }

    static Damage edit(String what, String file, String from, String to, String field, String rule) {
        return new Damage(what, root -> replace(root.resolve(file), from, to), file, field, rule);
    }

    static void replace(Path file, String from, String to) {
        SafetensorsBytes.editBytes(file, bytes -> {
            String before = new String(bytes, StandardCharsets.ISO_8859_1);
            String after = before.replace(from, to);
            if (after.equals(before)) {
                throw new IllegalStateException("the edit changed nothing in " + before);
            }
            return after.getBytes(StandardCharsets.ISO_8859_1);
        });
    }

    static void copy(Path root, String from, String to) {
        try {
            Files.copy(root.resolve(from), root.resolve(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path root, String name) {
        try (Stream<Path> all = Files.walk(root.resolve(name))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
