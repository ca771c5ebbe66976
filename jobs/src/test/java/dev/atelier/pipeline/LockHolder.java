package dev.atelier.pipeline;

import dev.atelier.stage.ConfError;
import dev.atelier.stage.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** A process that waits for a file, takes a folder's lock, says {@code held} or {@code refused}, and keeps it until killed. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws InterruptedException {
        Place place = Place.of("--out", args[0], new Configuration());
        System.out.println("ready");
        while (args.length > 1 && !Files.exists(Path.of(args[1]))) {
            Thread.sleep(1);
        }
        try {
            RunLock.take(place, () -> {});
            System.out.println("held");
            Thread.sleep(600_000);
        } catch (ConfError e) {
            System.out.println("refused " + e.getMessage());
        }
    }
}
