package dev.atelier.inference;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions of what does the arithmetic, read without loading it. */
public final class Libraries {
    private Libraries() {}

    /** Version of DJL's api. */
    public static String djl() {
        return property(Engine.class.getResourceAsStream("api.properties"), "djl_version");
    }

    /** Version of libtorch on the class path; empty if there is none, as on a driver that runs no model. */
    public static String pytorch() {
        return property(Libraries.class.getResourceAsStream("/native/lib/pytorch.properties"), "version");
    }

    private static String property(InputStream resource, String key) {
        if (resource == null) {
            return "";
        }
        try (resource) {
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty(key, "");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + key, e);
        }
    }
}
