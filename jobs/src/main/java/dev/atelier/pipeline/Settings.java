package dev.atelier.pipeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.atelier.stage.ConfError;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code --set key=value} says, in order. The value is HOCON, or a plain string where it is not; a number in the key
 * is a place in a list: {@code plan.templates.3.image.numInferenceSteps=50}.
 */
record Settings(List<Setting> all) {
    /** One of them; {@code path} is the key split at its dots. */
    record Setting(List<String> path, ConfigValue value) {
        boolean intoList() {
            return path.stream().anyMatch(p -> p.matches("\\d+"));
        }
    }

    static Settings of(List<String> texts) {
        return new Settings(texts.stream().map(Settings::parse).toList());
    }

    /** The file's configuration with these before it, substitutions resolved. */
    Config over(Config file, Config environment) {
        Config config = file;
        for (Setting setting : all) {
            if (!setting.intoList()) {
                config = setting.value()
                        .atPath(ConfigUtil.joinPath(setting.path()))
                        .withFallback(config);
            }
        }
        // places in lists exist only once everything is resolved
        config = config.resolveWith(config.withFallback(environment));
        for (Setting setting : all) {
            if (setting.intoList()) {
                config = ((ConfigObject) put(config.root(), setting.path(), setting.value())).toConfig();
            }
        }
        return config;
    }

    private static Setting parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new ConfError("Invalid --set: " + text + " (must be key=value)");
        }
        String key = text.substring(0, equals).strip();
        String value = text.substring(equals + 1);
        ConfigParseOptions origin = ConfigParseOptions.defaults().setOriginDescription("--set " + key);
        try {
            return new Setting(
                    ConfigUtil.splitPath(key),
                    ConfigFactory.parseString("v=" + value, origin).root().get("v"));
        } catch (ConfigException e) {
            // a bare path such as s3a://bucket/model is no HOCON value, but plainly a string
            return new Setting(ConfigUtil.splitPath(key), ConfigValueFactory.fromAnyRef(value, "--set " + key));
        }
    }

    private static ConfigValue put(ConfigValue at, List<String> path, ConfigValue value) {
        if (path.isEmpty()) {
            return at instanceof ConfigObject && value instanceof ConfigObject ? value.withFallback(at) : value;
        }
        String step = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (at instanceof ConfigList list && step.matches("\\d+")) {
            int place = Integer.parseInt(step);
            if (place >= list.size()) {
                throw new ConfError(
                        "Invalid --set: no place " + step + " in a list of " + list.size() + " (counted from 0)");
            }
            List<ConfigValue> values = new ArrayList<>(list);
            values.set(place, put(list.get(place), rest, value));
            return ConfigValueFactory.fromIterable(values);
        }
        ConfigObject object =
                at instanceof ConfigObject o ? o : ConfigFactory.empty().root();
        return object.withValue(step, put(object.get(step), rest, value));
    }
}
