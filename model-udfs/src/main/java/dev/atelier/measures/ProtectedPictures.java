package dev.atelier.measures;

import dev.atelier.domain.Pixels;
import dev.atelier.domain.Require;
import dev.atelier.image.CopiedPicture;
import dev.atelier.image.PictureShape;
import dev.atelier.image.Png;
import dev.atelier.worker.HadoopFiles;
import java.io.Serializable;
import java.util.List;

/**
 * Pictures of others as copies of them are found. 14 KB each, once on every executor.
 *
 * @param digest of the files, sha256 (hex)
 * @param names of the files
 */
public record ProtectedPictures(String digest, List<String> names, List<PictureShape> shapes) implements Serializable {
    /** 140 MB on an executor, and 0.1 s for each picture that is held against them. */
    private static final int MOST = 10_000;

    public ProtectedPictures {
        names = Require.list(names);
        shapes = Require.list(shapes);
    }

    /**
     * Read here, on all of this machine's cores.
     *
     * @param uris of PNG and JPEG files
     * @throws IllegalArgumentException naming a file that is neither, or if there are too many
     */
    public static ProtectedPictures of(String digest, List<String> uris, HadoopFiles files) {
        Require.that(uris.size() <= MOST, "number of protected pictures", uris.size(), "must be at most " + MOST);
        List<PictureShape> shapes =
                uris.parallelStream().map(uri -> shape(uri, files.read(uri))).toList();
        return new ProtectedPictures(
                digest,
                uris.stream()
                        .map(uri -> uri.substring(uri.lastIndexOf('/') + 1))
                        .toList(),
                shapes);
    }

    private static PictureShape shape(String uri, byte[] bytes) {
        try {
            return PictureShape.of(Png.decodeAny(bytes));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(uri + ": " + e.getMessage(), e);
        }
    }

    /** What a picture is most like. */
    CopiedPicture most(Pixels picture) {
        return CopiedPicture.among(shapes, picture);
    }
}
