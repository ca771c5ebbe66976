package dev.atelier.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Inline;
import dev.atelier.domain.ToldBy;
import dev.atelier.domain.Word;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SealedTest {
    enum Modality {
        TEXT,
        IMAGE
    }

    @ToldBy("modality")
    sealed interface Ask permits WriteText, DrawPicture {}

    @Word("text")
    record WriteText(String prompt, int maxNewTokens) implements Ask {}

    @Word("image")
    record DrawPicture(String prompt, String negativePrompt) implements Ask {}

    @ToldBy("modality")
    sealed interface Made permits Text, Picture {}

    record Text(String text) implements Made {}

    @Word("image")
    record Picture(String uri, int widthPx) implements Made {}

    record Request(String id, Ask ask) {}

    record Answered(String id, @Inline Ask ask, @Inline Made made) {}

    private static final WriteText WRITE = new WriteText("p", 8);

    @Test
    void aMemberForEachRecordAndOneIsSet() {
        RowCodec<Request> codec = RowCodec.of(Request.class);
        assertThat(codec.schema().apply("ask").dataType().catalogString())
                .isEqualTo("struct<text:struct<prompt:string,max_new_tokens:int>,"
                        + "image:struct<prompt:string,negative_prompt:string>>");
        Row row = codec.toRow(new Request("r", WRITE));
        assertThat(row.getStruct(1).isNullAt(1)).isTrue();
        assertThat(codec.fromRow(row)).isEqualTo(new Request("r", WRITE));
        assertThat(codec.fromRow(codec.toRow(new Request("r", null)))).isEqualTo(new Request("r", null));
    }

    @Test
    void noneOrTwoOfTheMembersAreRefused() {
        RowCodec<Request> codec = RowCodec.of(Request.class);
        Row both = codec.toRow(new Request("r", WRITE));
        StructType type = (StructType) codec.schema().apply("ask").dataType();
        Row text = both.getStruct(1).getStruct(0);
        Row picture = codec.toRow(new Request("r", new DrawPicture("p", "")))
                .getStruct(1)
                .getStruct(1);
        assertThatThrownBy(() -> codec.fromRow(request(codec, type, text, picture)))
                .hasMessage("Invalid Ask: text and image set (exactly one of text, image must be)");
        assertThatThrownBy(() -> codec.fromRow(request(codec, type, null, null)))
                .hasMessage("Invalid Ask: none set (exactly one of text, image must be)");
    }

    private static Row request(RowCodec<?> codec, StructType type, Row text, Row picture) {
        Row ask = new GenericRowWithSchema(new Object[] {text, picture}, type);
        return new GenericRowWithSchema(new Object[] {"r", ask}, codec.schema());
    }

    @Test
    void inlinedOneColumnTellsTheRecordAndEqualNamesAreOneColumn() {
        RowCodec<Answered> codec = RowCodec.of(Answered.class);
        assertThat(codec.schema().fieldNames())
                .containsExactly(
                        "id", "modality", "prompt", "max_new_tokens", "negative_prompt", "text", "uri", "width_px");
        assertThat(codec.schema().apply("width_px").nullable()).isTrue();
        Answered text = new Answered("r", WRITE, new Text("t"));
        assertThat(codec.toRow(text).toSeq().mkString(",")).isEqualTo("r,text,p,8,null,t,null,null");
        Answered image = new Answered("r", new DrawPicture("p", "n"), new Picture("u", 64));
        assertThat(codec.fromRow(codec.toRow(text))).isEqualTo(text);
        assertThat(codec.fromRow(codec.toRow(image))).isEqualTo(image);
        assertThat(codec.fromRow(codec.toRow(new Answered("r", null, null)))).isEqualTo(new Answered("r", null, null));
    }

    @Test
    void twoThatOneColumnTellsMustBeOfOneKind() {
        RowCodec<Answered> codec = RowCodec.of(Answered.class);
        assertThatThrownBy(() -> codec.toRow(new Answered("r", WRITE, new Picture("u", 64))))
                .hasMessageStartingWith("Column modality is image by Made, but text by another part");
        assertThatThrownBy(() -> codec.toRow(new Answered("r", WRITE, null)))
                .hasMessageStartingWith("Column modality is null by Made, but text by another part");
    }

    @Test
    void theWordMayAlsoBeAComponentOfItsOwn() {
        record Told(Modality modality, @Inline Ask ask) {}
        RowCodec<Told> codec = RowCodec.of(Told.class);
        Told told = new Told(Modality.TEXT, WRITE);
        assertThat(codec.fromRow(codec.toRow(told))).isEqualTo(told);
        assertThatThrownBy(() -> codec.toRow(new Told(Modality.IMAGE, WRITE)))
                .hasMessageStartingWith("Column modality is text by Ask, but image by another part");
    }

    @Test
    void columnsOfARecordThatIsNotThereBelongToOthers() {
        record Own(@Inline Ask ask, String negativePrompt) {}
        RowCodec<Own> codec = RowCodec.of(Own.class);
        Own own = new Own(WRITE, "mine");
        assertThat(codec.fromRow(codec.toRow(own))).isEqualTo(own);
        assertThatThrownBy(() -> codec.toRow(new Own(new DrawPicture("p", "its"), "mine")))
                .hasMessageContaining("Column negative_prompt");
    }

    @Test
    void aWordThatNoRecordHasIsNamedWithTheKnownOnes() {
        record Asked(@Inline Ask ask) {}
        StructType schema = new StructType()
                .add("modality", DataTypes.StringType)
                .add("prompt", DataTypes.StringType)
                .add("max_new_tokens", DataTypes.IntegerType)
                .add("negative_prompt", DataTypes.StringType);
        RowCodec<Asked> codec = RowCodec.of(Asked.class);
        assertThatThrownBy(() -> codec.fromRow(new GenericRowWithSchema(new Object[] {"speech", "p", 1, ""}, schema)))
                .hasMessage("Unknown modality of Ask: speech (must be one of image, text)");
        assertThatThrownBy(() -> codec.fromRow(new GenericRowWithSchema(new Object[] {"text", "p", null, ""}, schema)))
                .hasMessage("Column max_new_tokens of WriteText is null (it must have a value)");
    }

    sealed interface Untold permits One {}

    record One(int n) implements Untold {}

    sealed interface Twin permits Left, Right {}

    @Word("same")
    record Left(int n) implements Twin {}

    @Word("same")
    record Right(int n) implements Twin {}

    sealed interface Empty permits Nought {}

    record Nought() implements Empty {}

    sealed interface Closed permits NoRecord {}

    static final class NoRecord implements Closed {}

    @Test
    void interfacesThatNoTableCanHoldAreToldWhenTheRecordIsCompiled() {
        record Inlines(@Inline Untold untold) {}
        assertThatThrownBy(() -> RowCodec.of(Inlines.class)).hasMessageContaining("no @ToldBy");
        record Twins(Twin twin) {}
        assertThatThrownBy(() -> RowCodec.of(Twins.class)).hasMessageContaining("stands for Left and Right");
        record Empties(Empty empty) {}
        assertThatThrownBy(() -> RowCodec.of(Empties.class)).hasMessageContaining("it has no components");
        record Holds(List<Closed> closed) {}
        assertThatThrownBy(() -> RowCodec.of(Holds.class)).hasMessageContaining("only records can stand in a table");
    }
}
