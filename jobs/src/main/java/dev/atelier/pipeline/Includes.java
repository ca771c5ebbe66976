package dev.atelier.pipeline;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import dev.atelier.stage.ConfError;

/**
 * What {@code include "other.conf"} means: the file must be there. HOCON itself takes one that is not for an empty one, and
 * a run would go without half of its configuration.
 */
record Includes(ConfigIncluder hocon) implements ConfigIncluder {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return hocon == null ? new Includes(fallback) : this;
    }

    /** @throws ConfError if it is not there, or says nothing */
    @Override
    public ConfigObject include(ConfigIncludeContext from, String what) {
        ConfigObject found = hocon.include(from, what);
        if (found.isEmpty()) {
            throw new ConfError(
                    "Cannot include " + what
                            + " (no such file, or nothing in it; the path is taken from the folder of the file that says include)");
        }
        return found;
    }
}
