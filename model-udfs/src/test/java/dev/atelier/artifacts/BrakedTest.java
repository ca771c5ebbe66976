package dev.atelier.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.worker.Brake;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrakedTest {
    @TempDir
    Path folder;

    private RunFolder run() {
        return new RunFolder(folder.toUri().toString(), new HadoopFiles(new Configuration()));
    }

    @Test
    void withoutABrakeEveryRowGoesOn() {
        Braked<Integer> rows = new Braked<>(List.of(1, 2, 3).iterator(), null);
        List<Integer> taken = new ArrayList<>();
        rows.forEachRemaining(taken::add);
        assertThat(taken).containsExactly(1, 2, 3);
        assertThat(rows.rest()).isExhausted();
    }

    /** What was promised before the brake was pulled is given; then nothing more, and the rest is there to be told. */
    @Test
    void aPulledBrakeStopsTheRowsAndLosesNone() throws InterruptedException {
        Brake brake = new Brake(run(), "text");
        Brake ofTask = new Brake(run(), "text");
        Braked<Integer> rows = new Braked<>(List.of(1, 2, 3, 4).iterator(), ofTask);
        assertThat(rows.next()).isEqualTo(1);
        assertThat(rows.hasNext()).isTrue();
        brake.pull();
        assertThat(rows.next()).isEqualTo(2);
        Thread.sleep(1_100); // it looks once a second
        assertThat(rows.hasNext()).isFalse();
        brake.release();
        assertThat(rows.hasNext()).isFalse(); // and stays so
        assertThat(rows.rest()).toIterable().containsExactly(3, 4);
        assertThat(new Brake(run(), "text").isPulled()).isFalse();
    }
}
