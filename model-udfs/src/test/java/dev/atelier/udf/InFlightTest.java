package dev.atelier.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.RowFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InFlightTest {

    @TempDir
    Path folder;

    private final List<List<String>> calls = new ArrayList<>();

    @Test
    void aBatchThatComesBackLeavesNothing() {
        assertThat(guard(List.of("a", "b"))).containsExactly("a", "b");
        assertThat(inFlight().suspects()).isEmpty();
        assertThat(calls).containsExactly(List.of("a", "b"));
    }

    @Test
    void anOrdinaryExceptionLeavesNothing() {
        assertThatThrownBy(() -> inFlight()
                        .guard(List.of("a"), Function.identity(), inFlight().suspects(), batch -> {
                            throw new IllegalStateException("bad row");
                        }))
                .hasMessage("bad row");
        assertThat(inFlight().suspects()).isEmpty();
    }

    @Test
    void afterADeathTheSuspectsRunAloneAndTheCulpritFailsInTheEnd() {
        leftBehind("a\nkiller\nb", "batch-0");
        assertThat(inFlight().suspects()).containsOnlyKeys("a", "killer", "b").containsEntry("a", 0);
        assertThat(guard(List.of("a", "x"))).containsExactly("a", "x");
        assertThat(calls).containsExactly(List.of("a"), List.of("x"));
        for (int death = 0; death < InFlight.DEATHS; death++) {
            leftBehind("killer", "alone-" + death);
        }
        calls.clear();
        assertThatThrownBy(() -> guard(List.of("killer")))
                .isInstanceOf(RowFailure.class)
                .hasMessageContaining("died 3 times with only this row")
                .extracting(e -> ((RowFailure) e).reason())
                .isEqualTo("executor_died");
        assertThat(calls).isEmpty();
    }

    private List<String> guard(List<String> batch) {
        return inFlight().guard(batch, Function.identity(), inFlight().suspects(), rows -> {
            calls.add(rows);
            return rows;
        });
    }

    private void leftBehind(String ids, String name) {
        new HadoopFiles(new Configuration())
                .writeWhole(folder.toUri() + name, ids.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private InFlight inFlight() {
        return new InFlight(folder.toUri().toString(), new HadoopFiles(new Configuration()));
    }
}
