package dev.atelier.stage;

/**
 * Files that a stage reads beside its tables; they count by content.
 *
 * @param path what the configuration calls them, such as {@code score.references}
 * @param digest sha256 (hex) over them
 */
public record FilesRead(String path, String digest) implements Input {}
