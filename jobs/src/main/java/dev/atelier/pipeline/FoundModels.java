package dev.atelier.pipeline;

import dev.atelier.domain.ModelRef;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.VendorSettings;
import dev.atelier.inference.Models;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nearest;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelsLock;
import dev.atelier.worker.ModelCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** The configuration's models, each checked against everything that the run wants of it, before anything is begun. */
final class FoundModels {
    private FoundModels() {}

    static ModelCache cache(RunConf conf, Configuration hadoop) {
        return ModelCache.of(Path.of(conf.execution().modelCache()), hadoop);
    }

    /**
     * @return by name, digests read from the files and held against the lock
     * @throws ConfError if a name stands for no model, or a model cannot do what is wanted of it
     * @throws BadModelException if a model is broken, also one that nobody uses
     */
    static NavigableMap<String, ModelSpec> of(RunConf conf, Configuration hadoop) {
        Map<String, List<ModelUse>> uses = uses(conf);
        uses.forEach((name, wanted) -> requireKnown(name, wanted.get(0), conf));
        ModelCache cache = cache(conf, hadoop);
        NavigableMap<String, ModelSpec> models = new TreeMap<>();
        new TreeMap<>(conf.models())
                .forEach((name, model) ->
                        models.put(name, find(name, model, uses.getOrDefault(name, List.of()), cache)));
        if (conf.execution().lockFile() != null) {
            ModelsLock lock = ModelsLock.read(Path.of(conf.execution().lockFile()));
            models.values()
                    .forEach(model -> lock.check(model.name(), model.ref().modelDigest()));
        }
        return models;
    }

    private static Map<String, List<ModelUse>> uses(RunConf conf) {
        Map<String, List<ModelUse>> uses = new TreeMap<>();
        conf.plan().asked().forEach(template -> uses.computeIfAbsent(template.model(), name -> new ArrayList<>())
                .add(template.use()));
        conf.score().uses().forEach((name, wanted) -> uses.computeIfAbsent(name, n -> new ArrayList<>())
                .addAll(wanted));
        return uses;
    }

    private static void requireKnown(String name, ModelUse use, RunConf conf) {
        if (!conf.models().containsKey(name)) {
            throw new ConfError("Unknown model " + name + " of " + use.by() + " (did you mean "
                    + Nearest.of(name, conf.models().keySet()) + "? models in the configuration: "
                    + String.join(", ", new TreeMap<>(conf.models()).keySet()) + ")");
        }
    }

    private static ModelSpec find(String name, ModelConf conf, List<ModelUse> uses, ModelCache cache) {
        try {
            ModelDirectory directory = cache.find(conf.path());
            VendorSettings settings = Models.settings(directory);
            Models.check(name, directory, uses);
            Models.requireRunnable(directory.kind(), conf.precision(), conf.device());
            ModelRef ref = new ModelRef(name, directory.digest(), Models.program(directory.kind()), conf.precision());
            return new ModelSpec(ref, conf.path(), conf.device(), settings);
        } catch (IllegalArgumentException e) {
            throw new ConfError("Invalid models." + name + ": " + e.getMessage(), e);
        } catch (BadModelException e) {
            throw e;
        } catch (RuntimeException
                | StackOverflowError e) { // whatever strangers' files bring about is no defect of a run
            throw new BadModelException(Path.of(conf.path()), "model " + name, e, "cannot be read; fetch it again", e);
        }
    }
}
