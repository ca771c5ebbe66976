package dev.atelier.worker;

import dev.atelier.domain.ModelSpec;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Model paths to local directories. Local paths are used where they are; {@code hdfs:}, {@code s3a:} and other Hadoop
 * paths are copied once per host to {@code <folder>/<digest>/<name>}, whole or not at all, however many processes ask.
 * Made on the driver, shipped to executors.
 */
public final class ModelCache implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);

    private final String folder;
    private final HadoopFiles hadoop;

    private ModelCache(String folder, HadoopFiles hadoop) {
        this.folder = folder;
        this.hadoop = hadoop;
    }

    /**
     * @param folder local folder of copies; made when needed
     * @param hadoop the driver's configuration; what differs from the defaults travels to the executors
     */
    public static ModelCache of(Path folder, Configuration hadoop) {
        return new ModelCache(folder.toAbsolutePath().toString(), new HadoopFiles(hadoop));
    }

    /**
     * The model of a path, whatever its digest: for the driver, which plans with the digest that it finds.
     *
     * @throws BadModelException if it is missing or broken
     */
    public ModelDirectory find(String path) {
        if (RemoteModel.isLocal(path)) {
            return ModelDirectory.open(RemoteModel.localPath(path));
        }
        RemoteModel remote = RemoteModel.at(path, hadoop.configuration());
        String listing = remote.listingDigest();
        Path note = Path.of(folder, "listings", listing);
        return HostLock.holding(lockFile(listing), () -> {
            if (Files.exists(note)) {
                return cached(Files.readString(note).strip(), remote);
            }
            Path part = fetch(remote, listing);
            String digest = ModelDirectory.open(part.resolve(remote.name())).digest();
            HostLock.holding(lockFile(digest), () -> keep(part, digest));
            Files.createDirectories(note.getParent());
            Files.writeString(note, digest + "\n");
            return ModelDirectory.open(home(digest).resolve(remote.name()));
        });
    }

    /**
     * The model that was planned with: for executors.
     *
     * @throws BadModelException if its files do not have the digest of {@code spec}
     */
    public ModelDirectory open(ModelSpec spec) {
        ModelDirectory directory = RemoteModel.isLocal(spec.path())
                ? ModelDirectory.open(RemoteModel.localPath(spec.path()))
                : cached(spec.ref().modelDigest(), RemoteModel.at(spec.path(), hadoop.configuration()));
        if (!directory.digest().equals(spec.ref().modelDigest())) {
            throw new BadModelException(
                    directory.root(),
                    "digest of model " + spec.name(),
                    directory.digest(),
                    "must be " + spec.ref().modelDigest()
                            + ", the one this run was planned with; bring the same files to every"
                            + " host, or start the run anew");
        }
        return directory;
    }

    private ModelDirectory cached(String digest, RemoteModel remote) {
        return HostLock.holding(lockFile(digest), () -> {
            Path model = home(digest).resolve(remote.name());
            if (!Files.exists(model) || !isWhole(model, digest)) {
                Path part = fetch(remote, digest);
                String found = ModelDirectory.open(part.resolve(remote.name())).digest();
                if (!found.equals(digest)) {
                    RemoteModel.delete(part);
                    throw new BadModelException(
                            Path.of(remote.name()),
                            "digest of " + remote.path(),
                            found,
                            "must be " + digest + ", the one this run was planned with; did the files change?");
                }
                keep(part, digest);
            }
            return ModelDirectory.open(model);
        });
    }

    /** A copy that was damaged since is made anew. */
    private static boolean isWhole(Path model, String digest) {
        try {
            return ModelDirectory.open(model).digest().equals(digest);
        } catch (BadModelException e) {
            LOG.warn("A cached model is damaged and is fetched again: {}", e.getMessage());
            return false;
        }
    }

    private Path fetch(RemoteModel remote, String key) throws IOException {
        Path part = Path.of(folder, key + ".part");
        RemoteModel.delete(part);
        remote.copyTo(Files.createDirectories(part).resolve(remote.name()));
        return part;
    }

    private Path keep(Path part, String digest) throws IOException {
        RemoteModel.delete(home(digest));
        return Files.move(part, home(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path home(String digest) {
        return Path.of(folder, digest);
    }

    private Path lockFile(String key) {
        try {
            return Files.createDirectories(Path.of(folder)).resolve(key + ".lock");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the model cache " + folder + " (execution.modelCache)", e);
        }
    }
}
