package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The weights of one component's folder: one safetensors file, or shards and their index, as {@code from_pretrained} finds
 * them. The plain file goes first, then the plain index; what else lies beside them (fp16, non_ema, consolidated, adapters,
 * pickles) is left alone. Where there is no plain one, exactly one variant must be there.
 *
 * @param index null for a single file
 */
record WeightFiles(Path folder, Path index, List<Path> files) {
    /** The names that transformers and diffusers look for. */
    private static final List<String> PLAIN = List.of("model", "diffusion_pytorch_model");

    /** Also {@code model.safetensors.index.fp16.json}, as variants are named. */
    private static final Pattern INDEX = Pattern.compile(".*\\.safetensors\\.index(\\.[A-Za-z0-9_]+)?\\.json");

    private static final Pattern SHARD = Pattern.compile(".*-\\d{5}-of-\\d{5}(\\.[A-Za-z0-9_]+)?\\.safetensors");

    /** @throws BadModelException if there is not exactly one set of safetensors */
    static WeightFiles in(Path folder) {
        List<Path> all = list(folder);
        List<Path> weights = matching(all, name -> name.endsWith(".safetensors"));
        if (weights.isEmpty()) {
            refusePickles(all);
            throw new BadModelException(folder, "weights", "missing", "the folder must hold a .safetensors file");
        }
        for (String suffix : List.of(".safetensors", ".safetensors.index.json")) {
            List<Path> plain = matching(all, name -> PLAIN.stream().anyMatch(p -> name.equals(p + suffix)));
            if (plain.size() == 1) {
                return of(folder, plain.get(0));
            }
        }
        List<Path> variants = matching(all, name -> INDEX.matcher(name).matches());
        variants.addAll(matching(weights, name -> !SHARD.matcher(name).matches()));
        BadModelException.unless(
                variants.size() == 1,
                folder,
                "weights",
                (variants.isEmpty() ? weights : variants)
                        .stream().map(Path::getFileName).toList(),
                "must be model.safetensors or diffusion_pytorch_model.safetensors, one other variant, or shards with"
                        + " their .safetensors.index.json; move the others away");
        return of(folder, variants.get(0));
    }

    private static WeightFiles of(Path folder, Path fileOrIndex) {
        return INDEX.matcher(fileOrIndex.getFileName().toString()).matches()
                ? sharded(folder, fileOrIndex, shardOf(fileOrIndex))
                : new WeightFiles(folder, null, List.of(fileOrIndex));
    }

    /** Headers of all files, merged. */
    Map<String, TensorInfo> tensors() {
        if (index == null) {
            return Safetensors.read(files.get(0));
        }
        Map<String, String> shardOf = shardOf(index);
        Map<String, TensorInfo> merged = new LinkedHashMap<>();
        for (Path file : files) {
            String shard = file.getFileName().toString();
            Safetensors.read(file).forEach((name, tensor) -> {
                if (!shard.equals(shardOf.get(name))) {
                    throw new BadModelException(
                            file, "tensor " + name, shardOf.get(name), "the index must name this file for it");
                }
                merged.put(name, tensor);
            });
        }
        shardOf.forEach((name, shard) -> {
            BadModelException.unless(
                    merged.containsKey(name), index, "weight_map of " + name, shard, "the shard must hold that tensor");
        });
        return merged;
    }

    private static WeightFiles sharded(Path folder, Path index, Map<String, String> shardOf) {
        List<Path> shards = shardOf.values().stream()
                .distinct()
                .sorted()
                .map(folder::resolve)
                .toList();
        for (Path shard : shards) {
            if (!Files.exists(shard)) {
                throw new BadModelException(
                        index, "weight_map", shard.getFileName(), "the shard must be there; is the download complete?");
            }
        }
        return new WeightFiles(folder, index, shards);
    }

    private static Map<String, String> shardOf(Path index) {
        JsonNode map = StrictJson.read(index).path("weight_map");
        BadModelException.unless(
                map.isObject() && !map.isEmpty(), index, "weight_map", map, "must name the shard of each tensor");
        Map<String, String> shards = new TreeMap<>();
        map.fields().forEachRemaining(entry -> {
            String shard = entry.getValue().asText();
            BadModelException.unless(
                    shard.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors"),
                    index,
                    "weight_map of " + entry.getKey(),
                    shard,
                    "must be a .safetensors file beside the index");
            shards.put(entry.getKey(), shard);
        });
        return shards;
    }

    private static List<Path> matching(List<Path> files, Predicate<String> name) {
        return files.stream()
                .filter(f -> name.test(f.getFileName().toString()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static void refusePickles(List<Path> files) {
        files.stream().filter(Pickles::namedLikeOne).findFirst().ifPresent(pickle -> {
            throw Pickles.refusal(pickle);
        });
    }

    /** What is no folder in it, sorted. */
    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !Files.isDirectory(f)).sorted().toList();
        } catch (IOException e) {
            throw new BadModelException(folder, "folder", e.toString(), "must be a readable folder", e);
        }
    }
}
