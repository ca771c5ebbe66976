package dev.atelier.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IdWriterTest {
    private enum Mood {
        CALM
    }

    private record Part(String name, Integer size, List<String> tags) {}

    private record Whole(Part part, Map<String, Part> more, Mood mood, boolean ok) {}

    @Test
    void whatIsWrittenDifferentlyHasAnotherId() {
        List<IdWriter> different = List.of(
                id(),
                IdWriter.of("other"),
                id().text("a", ""),
                id().text("a", "b"),
                id().text("ab", ""),
                id().text("a", "").text("b", ""),
                id().text("a", "b").text("c", "d"),
                id().text("a", "b\0c"),
                id().word("a", Mood.CALM),
                id().text("a", "CALM"),
                id().number("a", 1L),
                id().number("a", 1.0),
                id().text("a", "1"),
                id().number("a", Double.MIN_VALUE),
                id().texts("a", List.of("b")),
                id().texts("a", List.of("b", "")),
                id().texts("a", List.of(".", "!")),
                id().texts("a", List.of("., !")),
                id().texts("a", List.of("b")).texts("c", List.of("d")),
                id().texts("a", List.of("b", "d")),
                id().part("a", id()),
                id().part("a", id().text("b", "c")),
                id().part("a", id()).text("b", "c"),
                id().text("a", id().id()));
        Set<String> ids = new HashSet<>();
        different.forEach(writer -> assertThat(ids.add(writer.id())).isTrue());
    }

    @Test
    void whatIsAbsentOrNeutralIsNotWritten() {
        assertThat(id().text("a", null)
                        .word("b", null)
                        .texts("c", List.of())
                        .number("d", 7, 7)
                        .number("e", 1.5, 1.5)
                        .number("f", -0.0, 0.0)
                        .record("g", null)
                        .id())
                .isEqualTo(id().id());
        assertThat(id().number("a", -0.0).id()).isEqualTo(id().number("a", 0.0).id());
    }

    /** Ids are for good: this one must never change. The number is of a second implementation, in Python with hashlib and struct. */
    @Test
    void theWayOfWritingStays() {
        assertThat(id().text("name", "Tasse ü")
                        .number("n", 3)
                        .number("d", 0.5)
                        .word("w", Mood.CALM)
                        .texts("l", List.of("x", "y"))
                        .part("p", IdWriter.of("part").text("q", ""))
                        .id())
                .isEqualTo(GOLDEN);
    }

    private static final String GOLDEN = "4a3e4358b4debd7f9264f88d9e7033875af0d87a29174b4a941ad8246a866010";

    @Test
    void recordsAreWrittenComponentByComponent() {
        Whole whole = new Whole(
                new Part("a", null, List.of(".", "!")), Map.of("k", new Part("b", 1, List.of())), Mood.CALM, true);
        Whole same = new Whole(new Part("a", null, List.of(".", "!")), new TreeMap<>(whole.more()), Mood.CALM, true);
        Whole other = new Whole(new Part("a", null, List.of("., !")), whole.more(), Mood.CALM, true);
        assertThat(id().record("r", whole).id())
                .isEqualTo(id().record("r", same).id());
        assertThat(id().record("r", whole).id())
                .isNotEqualTo(id().record("r", other).id());
        record Odd(Object thing) {}
        assertThatThrownBy(() -> id().record("r", new Odd('c')))
                .hasMessageContaining("No way to write class java.lang.Character thing");
    }

    @Test
    void aSeedIsWhatTorchKeepsOfOne() {
        long seed = id().text("item", "x").number("k", 3).seed();
        assertThat(seed).isBetween(0L, 0xffff_ffffL);
        assertThat(id().text("item", "x").number("k", 4).seed()).isNotEqualTo(seed);
    }

    private static IdWriter id() {
        return IdWriter.of("test/1");
    }
}
