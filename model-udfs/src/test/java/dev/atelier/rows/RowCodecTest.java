package dev.atelier.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.ImageParameters;
import dev.atelier.rows.BenchmarkRecords.FlatRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    private static final BenchmarkRecords.FlatRawItem MUG = BenchmarkRecords.rawItem();
    private static final StructType TEXTS =
            new StructType().add("name", DataTypes.StringType).add("value", DataTypes.StringType);

    @Test
    void aRecordComesBackEqual() {
        RowCodec<BenchmarkRecords.FlatRawItem> codec = RowCodec.of(BenchmarkRecords.FlatRawItem.class);
        assertThat(codec.fromRow(codec.toRow(MUG))).isEqualTo(MUG);
    }

    @Test
    void nestedRecordsEnumsAndNullsComeBackEqual() {
        RowCodec<FlatRequest> codec = RowCodec.of(FlatRequest.class);
        FlatRequest request = BenchmarkRecords.request();
        assertThat(codec.fromRow(codec.toRow(request))).isEqualTo(request);
        assertThat(codec.toRow(request).get(2)).isEqualTo("image");
    }

    @Test
    void randomRecordsComeBackEqual() {
        Shapes shapes = new Shapes(11);
        for (int i = 0; i < 300; i++) {
            comesBack(Shapes.Plain.class, shapes.plain());
            comesBack(Shapes.Nest.class, shapes.nest());
            comesBack(Shapes.Asked.class, shapes.asked());
            comesBack(Shapes.Inlined.class, shapes.inlined());
        }
    }

    private static <T extends Record> void comesBack(Class<T> type, T value) {
        RowCodec<T> codec = RowCodec.of(type);
        assertThat(codec.fromRow(codec.toRow(value))).isEqualTo(value);
    }

    @Test
    void theSchemaIsWhatItWasWhenColumnsWereLookedUpForEachRow() {
        Stream.of(
                        FlatRequest.class,
                        BenchmarkRecords.FlatRawItem.class,
                        ImageParameters.class,
                        BenchmarkRecords.FlatArtifact.class)
                .forEach(record -> assertThat(RowCodec.of(record).schema())
                        .isEqualTo(ReflectiveRowCodec.of(record).schema()));
        assertThat(RowCodec.of(FlatRequest.class).toRow(BenchmarkRecords.request()))
                .isEqualTo(ReflectiveRowCodec.of(FlatRequest.class).toRow(BenchmarkRecords.request()));
    }

    @Test
    void columnsAreSnakeCaseAndPrimitivesNeverNull() {
        assertThat(RowCodec.of(ImageParameters.class).schema().fieldNames())
                .startsWith("width_px", "height_px", "num_inference_steps", "guidance_scale");
        assertThat(RowCodec.of(ImageParameters.class).schema().apply("width_px").nullable())
                .isFalse();
        assertThat(RowCodec.of(BenchmarkRecords.FlatRawItem.class)
                        .schema()
                        .apply("brand")
                        .nullable())
                .isTrue();
    }

    @Test
    void theRecordsOwnRefusalReachesTheCaller() {
        RowCodec<Attribute> codec = RowCodec.of(Attribute.class);
        Row blank = new GenericRowWithSchema(new Object[] {" ", "red"}, codec.schema());
        assertThatThrownBy(() -> codec.fromRow(blank)).hasMessageContaining("Invalid attribute name");
    }

    @Test
    void aTypeWithoutAColumnIsNamed() {
        record Odd(java.time.Instant when) {}
        assertThatThrownBy(() -> RowCodec.of(Odd.class).schema()).hasMessageContaining("java.time.Instant");
    }

    @Test
    void aRowThatDoesNotFitIsNamedByColumnAndRecord() {
        RowCodec<Attribute> codec = RowCodec.of(Attribute.class);
        assertThatThrownBy(() -> codec.fromRow(new GenericRowWithSchema(
                        new Object[] {"colour"}, new StructType().add("name", DataTypes.StringType))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No column value for Attribute (the row has name)");
        StructType number = new StructType().add("name", DataTypes.StringType).add("value", DataTypes.LongType);
        assertThatThrownBy(() -> codec.fromRow(new GenericRowWithSchema(new Object[] {"colour", 1L}, number)))
                .hasMessage("Column value of Attribute is bigint (must be string)");
        assertThatThrownBy(() -> codec.fromRow(RowFactory.create("colour", "red")))
                .hasMessage("Cannot read Attribute from a row without schema");
    }

    @Test
    void nullWhereAValueMustBeIsRefused() {
        record Count(int n) {}
        RowCodec<Count> codec = RowCodec.of(Count.class);
        assertThatThrownBy(() -> codec.fromRow(new GenericRowWithSchema(new Object[] {null}, codec.schema())))
                .hasMessage("Column n of Count is null (it must have a value)");
    }

    @Test
    void anUnknownWordOfAnEnumIsNamedWithTheKnownOnes() {
        record Felt(Shapes.Mood mood) {}
        RowCodec<Felt> codec = RowCodec.of(Felt.class);
        assertThatThrownBy(() -> codec.fromRow(new GenericRowWithSchema(new Object[] {"sad"}, codec.schema())))
                .hasMessage("Unknown Mood: sad (must be one of calm, very_loud)");
    }

    @Test
    void columnsAreFoundByNameInManySchemasInTurn() {
        RowCodec<Attribute> codec = RowCodec.of(Attribute.class);
        for (int i = 0; i < 60; i++) {
            StructType more = TEXTS;
            Object[] cells = {"n" + i, "v" + i};
            if (i % 3 > 0) {
                more = new StructType().add("value", DataTypes.StringType).add("x" + i, DataTypes.LongType);
                more = more.add("name", DataTypes.StringType);
                cells = new Object[] {"v" + i, 1L, "n" + i};
            }
            assertThat(codec.fromRow(new GenericRowWithSchema(cells, more))).isEqualTo(new Attribute("n" + i, "v" + i));
        }
    }

    @Test
    void threadsWithSchemasOfTheirOwnShareACodec() {
        RowCodec<Attribute> codec = RowCodec.of(Attribute.class);
        List<Attribute> read = IntStream.range(0, 40_000)
                .parallel()
                .mapToObj(i -> {
                    boolean swapped = i % 2 == 0;
                    StructType schema = new StructType()
                            .add(swapped ? "value" : "name", DataTypes.StringType)
                            .add("further" + i % 7, DataTypes.StringType)
                            .add(swapped ? "name" : "value", DataTypes.StringType);
                    Object[] cells =
                            swapped ? new Object[] {"v" + i, "", "n" + i} : new Object[] {"n" + i, "", "v" + i};
                    return codec.fromRow(new GenericRowWithSchema(cells, schema));
                })
                .toList();
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).isEqualTo(new Attribute("n" + i, "v" + i));
        }
    }

    @Test
    void aCodecIsSerializable() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(RowCodec.of(BenchmarkRecords.FlatRawItem.class));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            RowCodec<?> copy = (RowCodec<?>) in.readObject();
            assertThat(copy.fromRow(
                            RowCodec.of(BenchmarkRecords.FlatRawItem.class).toRow(MUG)))
                    .isEqualTo(MUG);
        }
    }
}
