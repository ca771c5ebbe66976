package dev.atelier.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.SparkSessions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void aLineSaysWhatIsDoneHowFastAndHowLongYet() {
        assertThat(Progress.line("generate-text", 120, 432, 40))
                .isEqualTo("generate-text       120/432 rows   3.0 rows/s   ETA 1:44");
        assertThat(Progress.line("generate-text", 10, 72010, 10)).endsWith("ETA 20:00:00");
        assertThat(Progress.line("generate-text", 432, 432, 40)).doesNotContain("ETA");
        assertThat(Progress.line("generate-text", 0, 432, 0)).doesNotContain("ETA");
    }

    @Test
    void rowsOfFinishedTasksAreSeen() throws InterruptedException {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(SparkSessions.shared().sparkContext());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        LongAccumulator done =
                Progress.watch(spark.sc(), "count", 6, new PrintStream(printed, true, StandardCharsets.UTF_8));
        spark.parallelize(List.of(1, 2, 3, 4, 5, 6), 3).foreach(row -> done.add(1));
        for (int i = 0; i < 100 && !printed.toString(StandardCharsets.UTF_8).contains("6/6 rows"); i++) {
            Thread.sleep(100);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("count").contains("6/6 rows");
    }
}
