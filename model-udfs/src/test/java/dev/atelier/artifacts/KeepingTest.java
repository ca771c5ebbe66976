package dev.atelier.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.artifacts.GenerateArtifacts.Finished;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Target;
import dev.atelier.domain.Text;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import dev.atelier.pictures.RunPictures;
import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingTest {
    private static final int PARTITION = 5;

    @TempDir
    Path folder;

    @Test
    void aFullBatchIsKeptWithItsLastRow() {
        Keeping keeping = keeping(3);
        finish(keeping, 1);
        assertThat(store().madeIn(PARTITION)).isEmpty();
        finish(keeping, 2);
        assertThat(store().madeIn(PARTITION)).hasSize(2);
    }

    @Test
    void theModelBeginsWhenWhatCameOutOfItIsKept() throws InterruptedException {
        Keeping keeping = keeping(0);
        keeping.expecting("1");
        Thread model = new Thread(keeping::settle);
        model.start();
        while (model.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(store().madeIn(PARTITION)).isEmpty();
        keeping.keep(() -> finished(1));
        model.join();
        assertThat(store().madeIn(PARTITION)).hasSize(1);
    }

    @Test
    void picturesMayBeOneBatchBehind() {
        Keeping keeping = keeping(2);
        keeping.expecting("1");
        keeping.expecting("2");
        keeping.settle(); // and does not wait
        assertThat(store().madeIn(PARTITION)).isEmpty();
    }

    @Test
    void nobodyWaitsForARowThatFailed() {
        Keeping keeping = keeping(0);
        keeping.expecting("1");
        assertThatThrownBy(() -> keeping.keep(() -> {
                    throw new NoClassDefFoundError("x");
                }))
                .isInstanceOf(NoClassDefFoundError.class);
        keeping.settle();
    }

    private static void finish(Keeping keeping, int number) {
        keeping.expecting(number);
        keeping.keep(() -> finished(number));
    }

    private static Finished finished(int number) {
        GenerationRequest request = GenerationRequest.of(
                new Target("item" + number, "title", 0),
                new WriteText(null, "prompt " + number, TextParameters.greedy(3)),
                new ModelRef("writer", "d", "p", Precision.FP32),
                1,
                new Origin("t", "v", null));
        String sha256 = ContentId.ofBytes("a mug".getBytes(StandardCharsets.UTF_8));
        Artifact artifact = Artifact.of(request, new Text("a mug", sha256, 2, "stop", -0.5), 3, "");
        return new Finished(List.of(request), Answer.done(artifact));
    }

    private Keeping keeping(int behind) {
        return new Keeping(store(), new RunPictures(run()).fresh(false, PARTITION), PARTITION, 2, behind);
    }

    private ArtifactStore store() {
        return new ArtifactStore(run(), Modality.TEXT);
    }

    private RunFolder run() {
        return new RunFolder(folder.toUri().toString(), new HadoopFiles(new Configuration()));
    }
}
