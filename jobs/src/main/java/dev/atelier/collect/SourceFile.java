package dev.atelier.collect;

import dev.atelier.domain.Require;

/**
 * One file to read, or a part of it.
 *
 * @param source index of its source in the configuration
 * @param path full URI, or what else its source calls it
 * @param name what rows call it: the file name, with as many parent folders as tell it from the others
 * @param sha256 that it must have; null if nobody looked
 * @param start first byte of the part; 0 for the first part, which answers for the whole file
 * @param end byte after the part
 */
public record SourceFile(int source, String path, String name, String sha256, long start, long end) {
    public SourceFile {
        Require.text(path, "path of source file");
        Require.text(name, "name of source file " + path);
        Require.that(start >= 0 && start < end, "part of source file " + path, start, "must end after it starts");
    }

    static SourceFile whole(int source, String path, String name) {
        return new SourceFile(source, path, name, null, 0, Long.MAX_VALUE);
    }

    SourceFile withSha256(String digest) {
        return new SourceFile(source, path, name, digest, start, end);
    }

    SourceFile part(long from, long to) {
        return new SourceFile(source, path, name, sha256, from, to);
    }
}
