package dev.atelier.udf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Modality;
import dev.atelier.domain.Precision;
import dev.atelier.domain.RawItem;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    private static final RawItem MUG = new RawItem(
            "a.csv#2",
            "a.csv",
            2,
            "M1",
            "4006381333931",
            "Mug",
            null,
            "Kitchen",
            null,
            "€ 9",
            null,
            "de-DE",
            true,
            List.of(new Attribute("colour", "red")),
            "CC0-1.0");

    @Test
    void aRecordComesBackEqual() {
        RowCodec<RawItem> codec = RowCodec.of(RawItem.class);
        assertThat(codec.fromRow(withSchema(codec.toRow(MUG), codec))).isEqualTo(MUG);
    }

    @Test
    void nestedRecordsEnumsAndNullsComeBackEqual() {
        RowCodec<GenerationRequest> codec = RowCodec.of(GenerationRequest.class);
        GenerationRequest request = new GenerationRequest(
                "r",
                "i",
                Modality.IMAGE,
                "picture",
                1,
                "t",
                "v",
                null,
                "a red mug",
                "",
                "painter",
                "d",
                Precision.BF16,
                null,
                new ImageParameters(64, 64, 50, 7.5, "ddim", 1, 2, 4, 0.5),
                1024,
                null);
        assertThat(codec.fromRow(withSchema(codec.toRow(request), codec))).isEqualTo(request);
        assertThat(codec.toRow(request).get(2)).isEqualTo("image");
    }

    @Test
    void columnsAreSnakeCaseAndPrimitivesNeverNull() {
        assertThat(RowCodec.of(ImageParameters.class).schema().fieldNames())
                .startsWith("width_px", "height_px", "num_inference_steps", "guidance_scale");
        assertThat(RowCodec.of(ImageParameters.class).schema().apply("width_px").nullable())
                .isFalse();
        assertThat(RowCodec.of(RawItem.class).schema().apply("brand").nullable())
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

    private static Row withSchema(Row row, RowCodec<?> codec) {
        Object[] cells = new Object[row.length()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = nested(row.get(i), codec.schema().fields()[i].dataType());
        }
        return new GenericRowWithSchema(cells, codec.schema());
    }

    private static Object nested(Object cell, org.apache.spark.sql.types.DataType type) {
        if (cell instanceof Row row && type instanceof org.apache.spark.sql.types.StructType struct) {
            Object[] cells = new Object[row.length()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = nested(row.get(i), struct.fields()[i].dataType());
            }
            return new GenericRowWithSchema(cells, struct);
        } else if (cell instanceof Object[] array && type instanceof org.apache.spark.sql.types.ArrayType list) {
            return java.util.Arrays.stream(array)
                    .map(e -> nested(e, list.elementType()))
                    .toArray();
        }
        return cell == null ? null : RowFactory.create(cell).get(0);
    }
}
