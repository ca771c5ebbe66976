package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The weights of one component's folder: one safetensors file, or shards and their index. Pickles beside safetensors are
 * left alone; two variants in one folder (fp16 and fp32, whole and sharded) are refused, since nothing says which one
 * is meant.
 *
 * @param index null for a single file
 */
record WeightFiles(Path folder, Path index, List<Path> files) {
    private static final String INDEX_SUFFIX = ".safetensors.index.json";

    /** @throws BadModelException if there is not exactly one set of safetensors */
    static WeightFiles in(Path folder) {
        List<Path> all = list(folder);
        List<Path> weights = endingWith(all, ".safetensors");
        List<Path> indexes = endingWith(all, INDEX_SUFFIX);
        if (weights.isEmpty()) {
            all.stream().filter(Pickles::namedLikeOne).findFirst().ifPresent(pickle -> {
                throw Pickles.refusal(pickle);
            });
            throw new BadModelException(folder, "weights", "missing", "the folder must hold a .safetensors file");
        } else if (indexes.size() > 1 || (indexes.isEmpty() && weights.size() > 1)) {
            List<Path> several = indexes.isEmpty() ? weights : indexes;
            throw new BadModelException(
                    folder,
                    "weights",
                    several.stream().map(Path::getFileName).toList(),
                    "must be one variant, or shards with their .safetensors.index.json; move the others away");
        }
        return indexes.isEmpty()
                ? new WeightFiles(folder, null, weights)
                : sharded(folder, indexes.get(0), weights, shardOf(indexes.get(0)));
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
            if (!merged.containsKey(name)) {
                throw new BadModelException(index, "weight_map of " + name, shard, "the shard must hold that tensor");
            }
        });
        return merged;
    }

    private static WeightFiles sharded(Path folder, Path index, List<Path> weights, Map<String, String> shardOf) {
        List<Path> shards = shardOf.values().stream()
                .distinct()
                .sorted()
                .map(folder::resolve)
                .toList();
        for (Path shard : shards) {
            if (!Files.isRegularFile(shard)) {
                throw new BadModelException(
                        index, "weight_map", shard.getFileName(), "the shard must be there; is the download complete?");
            }
        }
        weights.stream().filter(w -> !shards.contains(w)).findFirst().ifPresent(other -> {
            throw new BadModelException(
                    other, "weights", other.getFileName(), "not in the index; must be one variant, move it away");
        });
        return new WeightFiles(folder, index, shards);
    }

    private static Map<String, String> shardOf(Path index) {
        JsonNode map = StrictJson.read(index).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new BadModelException(index, "weight_map", map, "must name the shard of each tensor");
        }
        Map<String, String> shards = new TreeMap<>();
        map.fields().forEachRemaining(entry -> {
            String shard = entry.getValue().asText();
            if (!shard.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors")) {
                throw new BadModelException(
                        index,
                        "weight_map of " + entry.getKey(),
                        shard,
                        "must be a .safetensors file beside the index");
            }
            shards.put(entry.getKey(), shard);
        });
        return shards;
    }

    private static List<Path> endingWith(List<Path> files, String suffix) {
        return files.stream()
                .filter(f -> f.getFileName().toString().endsWith(suffix))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new BadModelException(folder, "folder", e.toString(), "must be a readable folder", e);
        }
    }
}
