package dev.atelier.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Inline;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class InlineTest {
    record Item(String itemId, String name, double weight) {}

    record Request(String requestId, String itemId, List<String> stop, byte[] seed) {}

    record Review(
            String reviewId, @Inline Item item, @Inline(rename = "seed=request_seed") Request request, int rank) {}

    record Flat(
            String reviewId,
            String itemId,
            String name,
            double weight,
            String requestId,
            List<String> stop,
            byte[] requestSeed,
            int rank) {}

    private static final Item MUG = new Item("i", "Mug", 2);

    private static Request request(String itemId) {
        return new Request("r", itemId, List.of("."), new byte[] {1});
    }

    @Test
    void aNestOfRecordsIsTheSameTableAsAFlatOne() {
        assertThat(RowCodec.of(Review.class).schema())
                .isEqualTo(RowCodec.of(Flat.class).schema());
        Row row = RowCodec.of(Review.class).toRow(new Review("v", MUG, request("i"), 3));
        Flat flat = RowCodec.of(Flat.class).fromRow(row);
        assertThat(flat)
                .usingRecursiveComparison()
                .isEqualTo(new Flat("v", "i", "Mug", 2, "r", List.of("."), new byte[] {1}, 3));
        assertThat(RowCodec.of(Review.class).fromRow(RowCodec.of(Flat.class).toRow(flat)))
                .usingRecursiveComparison()
                .isEqualTo(new Review("v", MUG, request("i"), 3));
    }

    @Test
    void twoSourcesOfAColumnMustAgree() {
        RowCodec<Review> codec = RowCodec.of(Review.class);
        assertThatThrownBy(() -> codec.toRow(new Review("v", MUG, request("other"), 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column item_id is other by Request, but i by another part of the same row (both write this"
                        + " column and must agree)");
        assertThatThrownBy(() -> codec.toRow(new Review("v", MUG, request(null), 3)))
                .hasMessageStartingWith("Column item_id is null by Request, but i");
        assertThatThrownBy(() -> codec.toRow(new Review("v", MUG, null, 3)))
                .hasMessageStartingWith("Column item_id is null by Request, but i");
    }

    @Test
    void listsAndBytesOfTwoSourcesAreComparedByWhatTheyHold() {
        record Twice(@Inline Request one, @Inline Request two) {}
        RowCodec<Twice> codec = RowCodec.of(Twice.class);
        assertThat(codec.fromRow(codec.toRow(new Twice(request("i"), request("i")))))
                .usingRecursiveComparison()
                .isEqualTo(new Twice(request("i"), request("i")));
        Request otherSeed = new Request("r", "i", List.of("."), new byte[] {2});
        assertThatThrownBy(() -> codec.toRow(new Twice(request("i"), otherSeed)))
                .hasMessageContaining("Column seed");
        Request otherStop = new Request("r", "i", List.of("!"), new byte[] {1});
        assertThatThrownBy(() -> codec.toRow(new Twice(request("i"), otherStop)))
                .hasMessageContaining("Column stop is [!] by Request, but [.]");
    }

    @Test
    void aMissingPartWritesNullsAndReadsAsNull() {
        record Maybe(String id, @Inline Request request, @Inline(mayBeNull = true) Item item) {}
        RowCodec<Maybe> codec = RowCodec.of(Maybe.class);
        Row row = codec.toRow(new Maybe("m", null, null));
        assertThat(row.toSeq().count(v -> v == null)).isEqualTo(row.length() - 1);
        assertThat(codec.fromRow(row)).isEqualTo(new Maybe("m", null, null));
        assertThat(codec.schema().apply("weight").nullable()).isTrue();
        assertThat(codec.fromRow(codec.toRow(new Maybe("m", request("i"), MUG))).item())
                .isEqualTo(MUG);
    }

    @Test
    void aPartWithColumnsThatAreNeverNullCannotBeMissing() {
        RowCodec<Review> codec = RowCodec.of(Review.class);
        assertThat(codec.schema().apply("weight").nullable()).isFalse();
        assertThatThrownBy(() -> codec.toRow(new Review("v", null, request(null), 3)))
                .hasMessage(
                        "Column weight of Item is never null, but the whole Item is (@Inline(mayBeNull = true) on the"
                                + " component lets it)");
    }

    @Test
    void aColumnThatOneSourceNeverLeavesNullIsNeverNull() {
        record Count(int n) {}
        record Wide(Integer n, @Inline Count count) {}
        assertThat(RowCodec.of(Wide.class).schema().apply("n").nullable()).isFalse();
    }

    @Test
    void inliningGoesAllTheWayDownAndNamesChangeOnTheWay() {
        record Leaf(String a, String b) {}
        record Branch(@Inline(rename = "a=x") Leaf leaf, String a) {}
        record Tree(@Inline(rename = {"x=y", "a=z"}) Branch branch, Leaf leaf) {}
        RowCodec<Tree> codec = RowCodec.of(Tree.class);
        assertThat(codec.schema().fieldNames()).containsExactly("y", "b", "z", "leaf");
        Tree tree = new Tree(new Branch(new Leaf("1", "2"), "3"), new Leaf("4", "5"));
        assertThat(codec.toRow(tree).toSeq().mkString(",")).isEqualTo("1,2,3,[4,5]");
        assertThat(codec.fromRow(codec.toRow(tree))).isEqualTo(tree);
    }

    @Test
    void whatCannotBeInlinedIsToldWhenTheRecordIsCompiled() {
        record Numbered(int itemId) {}
        record Clash(@Inline Item item, @Inline Numbered number) {}
        assertThatThrownBy(() -> RowCodec.of(Clash.class))
                .hasMessageContaining("Column item_id of " + Clash.class.getName()
                        + " has two types: string and int (one name is one column; @Inline(rename = ...)");
        record Lone(@Inline String text) {}
        assertThatThrownBy(() -> RowCodec.of(Lone.class)).hasMessageContaining("only a record or a sealed interface");
        record Typo(@Inline(rename = "nam=label") Item item) {}
        assertThatThrownBy(() -> RowCodec.of(Typo.class))
                .hasMessageContaining("Cannot rename nam of inlined")
                .hasMessageContaining("item_id, name, weight");
        record Bad(@Inline(rename = "name") Item item) {}
        assertThatThrownBy(() -> RowCodec.of(Bad.class)).hasMessageContaining("name (must be from=to)");
    }
}
