package dev.atelier.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.SparkSessions;
import dev.atelier.batch.MappedIterator;
import dev.atelier.domain.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand tasks that keep their records in one folder. */
class ManyTasksTest {
    private static final int TASKS = 1_000;

    @TempDir
    Path folder;

    @Test
    void aThousandTasksStartWithoutLookingAtEachOther() {
        SparkSession spark = SparkSessions.shared();
        RunFolder run = BusyFileSystem.run(folder);
        InFlight inFlight =
                InFlight.planned(run, "text", spark.sparkContext().applicationId(), Patience.ofSeconds(600));
        BusyFileSystem.LISTED.clear();
        long made = spark.range(0, TASKS * 3, 1, TASKS)
                .mapPartitions(new Task(inFlight), Encoders.STRING())
                .count();
        assertThat(made).isEqualTo(TASKS * 3);
        assertThat(BusyFileSystem.LISTED).isEmpty();
        assertThat(run.list(".store/text-in-flight/" + spark.sparkContext().applicationId()))
                .hasSize(TASKS);
        InFlight.clear(run, "text");
        assertThat(run.list(".store")).isEmpty();
    }

    private record Task(InFlight inFlight) implements MapPartitionsFunction<Long, String> {
        @Override
        public Iterator<String> call(Iterator<Long> numbers) {
            List<String> rows = new ArrayList<>();
            numbers.forEachRemaining(number -> rows.add("row " + number));
            return new MappedIterator<>(
                    InFlightTest.watched(inFlight.ofThisTask(), 2, rows, batch -> batch.stream()
                            .map(row -> Answer.done(row + " made"))
                            .toList()),
                    answered -> answered.answer().orThrow());
        }
    }
}
