package dev.atelier.collect;

import dev.atelier.domain.Require;

/**
 * One file to read.
 *
 * @param source index of its source in the configuration
 * @param path full URI
 * @param name what rows call it: the file name, with as many parent folders as tell it from the others
 */
public record SourceFile(int source, String path, String name) {
    public SourceFile {
        Require.text(path, "path of source file");
        Require.text(name, "name of source file " + path);
    }
}
