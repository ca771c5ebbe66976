package dev.atelier.pipeline;

import dev.atelier.domain.ContentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells one build of Atelier from another, so that a step is not skipped on the word of a build that worked otherwise. */
final class CodeDigest {
    private CodeDigest() {}

    /** sha256 of the jar; the word {@code classes} where there is none, as in tests. */
    static String ofThisJar() {
        try {
            Path place = Path.of(CodeDigest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isRegularFile(place) ? ContentId.ofBytes(Files.readAllBytes(place)) : "classes";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the jar of this program: " + e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The jar of this program lies at no path", e);
        }
    }
}
