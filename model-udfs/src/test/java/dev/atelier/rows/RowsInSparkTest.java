package dev.atelier.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.SparkSessions;
import dev.atelier.domain.ImageParameters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random records of every shape go through a DataFrame and a Parquet file, with the columns in another order. */
class RowsInSparkTest {
    private static final SparkSession SPARK = SparkSessions.shared();

    static Stream<Function<Shapes, ? extends Record>> shapes() {
        return Stream.of(Shapes::plain, Shapes::nest, Shapes::asked, Shapes::inlined);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    <T extends Record> void recordsComeBackFromParquetWhateverTheOrderOfColumns(
            Function<Shapes, T> next, @TempDir Path folder) {
        Shapes shapes = new Shapes(7);
        List<T> records = Stream.generate(() -> next.apply(shapes)).limit(60).toList();
        RowCodec<T> codec = codec(records.get(0));
        SPARK.createDataFrame(records.stream().map(codec::toRow).toList(), codec.schema())
                .coalesce(1)
                .write()
                .parquet(folder.resolve("table").toString());
        Dataset<Row> table = SPARK.read().parquet(folder.resolve("table").toString());
        for (int seed = 0; seed < 2; seed++) {
            assertThat(shuffled(table, seed).collectAsList().stream().map(codec::fromRow))
                    .containsExactlyElementsOf(records);
        }
    }

    @Test
    void aCodecTravelsToTheTasksOfAJob() {
        Shapes shapes = new Shapes(3);
        RowCodec<Shapes.Inlined> codec = RowCodec.of(Shapes.Inlined.class);
        List<Shapes.Inlined> records =
                Stream.generate(shapes::inlined).limit(50).toList();
        Dataset<Row> there = SPARK.createDataFrame(
                        records.stream().map(codec::toRow).toList(), codec.schema())
                .repartition(5)
                .map((MapFunction<Row, Row>) row -> codec.toRow(codec.fromRow(row)), Encoders.row(codec.schema()));
        assertThat(there.collectAsList().stream().map(codec::fromRow)).containsExactlyInAnyOrderElementsOf(records);
    }

    @Test
    void fieldsOfAStructMayBeNullAndPrimitiveColumnsNever() {
        record Drawn(String id, int n, ImageParameters how) {}
        assertThat(RowCodec.of(Drawn.class).schema().treeString())
                .contains("n: integer (nullable = false)", "width_px: integer (nullable = true)");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> RowCodec<T> codec(T record) {
        return RowCodec.of((Class<T>) record.getClass());
    }

    private static Dataset<Row> shuffled(Dataset<Row> table, int seed) {
        List<String> names = Arrays.asList(table.columns());
        Collections.shuffle(names, new Random(seed));
        Column[] columns = Stream.concat(
                        names.stream().map(functions::col),
                        Stream.of(functions.lit(1).as("further")))
                .toArray(Column[]::new);
        return table.select(columns);
    }
}
