package dev.atelier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What decides bytes has an id of its own; what decides none has none. */
class GenerationRequestTest {
    private static final ModelRef WRITER = new ModelRef("writer", "d1", "p1", Precision.FP32);
    private static final TextParameters HOW = new TextParameters(20, 0.7, 0, 1.0, 0.0, 1.0, List.of("."));
    private static final ImageParameters SQUARE =
            new ImageParameters(64, 64, 25, 7.5, NoiseSchedulerKind.DDIM, 0, 1, 1, 0);
    private static final Target TARGET = new Target("i1", "title", 0);
    private static final Origin ORIGIN = new Origin("t", "v", null);

    /** Ids are for good: what was ever made is found by them. A change here makes every asset anew. */
    @Test
    void idsStay() {
        assertThat(text(new WriteText("You write.", "Title of a mug:", HOW)).askId())
                .isEqualTo(GOLDEN_TEXT);
        assertThat(picture(new DrawPicture("a red mug", "blurry", SQUARE)).askId())
                .isEqualTo(GOLDEN_PICTURE);
        assertThat(text(new WriteText("You write.", "Title of a mug:", HOW)).requestId())
                .isEqualTo(GOLDEN_REQUEST);
    }

    private static final String GOLDEN_TEXT = "321c6e308d83a84fec4a79c6d0e7c1139e709b77cad7845c945318d4a21e6423";
    private static final String GOLDEN_PICTURE = "ff5b48511558ee68338d013a863bf3bcd89f08e1318b829c26a8d7d7bf43bdf5";
    private static final String GOLDEN_REQUEST = "2abd05180ec34b0803d3f43d1953b2f4cab9e760adca4749f60b7ef792181f81";

    /** The pair that had one id while ids were made of toString(). */
    @Test
    void stopStringsAreNotJoined() {
        TextParameters two = new TextParameters(20, 0.7, 0, 1.0, 0.0, 1.0, List.of(".", "!"));
        TextParameters one = new TextParameters(20, 0.7, 0, 1.0, 0.0, 1.0, List.of("., !"));
        assertThat(text(new WriteText(null, "x", two)).askId())
                .isNotEqualTo(text(new WriteText(null, "x", one)).askId());
    }

    @Test
    void differentAsksHaveDifferentIds() {
        Random random = new Random(7);
        Map<String, List<Object>> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Ask ask = random.nextBoolean() ? randomText(random) : randomPicture(random);
            ModelRef model = new ModelRef(
                    pick(random, "writer", "painter"),
                    pick(random, "d", "d1", "1"),
                    pick(random, "p", "1p"),
                    random.nextBoolean() ? Precision.FP32 : Precision.BF16);
            long seed = random.nextInt(3);
            GenerationRequest request = GenerationRequest.of(TARGET, ask, model, seed, ORIGIN);
            List<Object> decides = List.of(ask, model.modelDigest(), model.program(), model.precision(), seed);
            assertThat(seen.putIfAbsent(request.askId(), decides))
                    .satisfiesAnyOf(before -> assertThat(before).isNull(), before -> assertThat(before)
                            .isEqualTo(decides));
        }
        assertThat(seen).hasSizeGreaterThan(5_000);
    }

    @Test
    void whatDecidesNoBytesDecidesNoAsk() {
        WriteText ask = new WriteText(null, "x", HOW);
        GenerationRequest one = GenerationRequest.of(TARGET, ask, WRITER, 1, ORIGIN);
        GenerationRequest other = GenerationRequest.of(
                new Target("i2", "slogan", 3),
                ask,
                new ModelRef("another word", "d1", "p1", Precision.FP32),
                1,
                new Origin("u", "w", "a"));
        assertThat(other.askId()).isEqualTo(one.askId());
        assertThat(other.requestId()).isNotEqualTo(one.requestId());
    }

    @Test
    void theProgramCounts() {
        WriteText ask = new WriteText(null, "x", HOW);
        ModelRef corrected = new ModelRef("writer", "d1", "p2", Precision.FP32);
        assertThat(GenerationRequest.of(TARGET, ask, corrected, 1, ORIGIN).askId())
                .isNotEqualTo(
                        GenerationRequest.of(TARGET, ask, WRITER, 1, ORIGIN).askId());
    }

    @Test
    void parametersAtTheirNeutralValueAreNotInTheId() {
        assertThat(new TextParameters(20, null, null, null, null, null, null)
                        .written()
                        .id())
                .isEqualTo(IdWriter.of("sampling/1").number("maxNewTokens", 20).id());
        assertThat(SQUARE.written().id())
                .isEqualTo(IdWriter.of("drawing/1")
                        .number("widthPx", 64)
                        .number("heightPx", 64)
                        .number("numInferenceSteps", 25)
                        .number("guidanceScale", 7.5)
                        .word("noiseScheduler", NoiseSchedulerKind.DDIM)
                        .id());
    }

    @Test
    void artifactsOfOneAskAreTheirRequestsOwn() {
        WriteText ask = new WriteText(null, "x", HOW);
        GenerationRequest one = GenerationRequest.of(TARGET, ask, WRITER, 1, ORIGIN);
        GenerationRequest other = GenerationRequest.of(new Target("i2", "title", 0), ask, WRITER, 1, ORIGIN);
        Artifact made = Artifact.of(one, new Text("A mug", "sha", 3, "stop", -1.0), 9, "");
        Artifact again = made.answering(other);
        assertThat(again.target().itemId()).isEqualTo("i2");
        assertThat(again.made()).isEqualTo(made.made());
        assertThat(again.artifactId()).isNotEqualTo(made.artifactId());
        assertThat(made.answering(one)).isEqualTo(made);
    }

    private static GenerationRequest text(WriteText ask) {
        return GenerationRequest.of(TARGET, ask, WRITER, 1024, ORIGIN);
    }

    private static GenerationRequest picture(DrawPicture ask) {
        return GenerationRequest.of(
                new Target("i1", "picture", 0), ask, new ModelRef("painter", "d2", "p2", Precision.FP32), 1024, ORIGIN);
    }

    private static WriteText randomText(Random random) {
        List<String> stop = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            stop.add(pick(random, ".", "!", "., !", ", ", ""));
        }
        return new WriteText(
                pick(random, null, "", "a", "ab"),
                pick(random, "a", "b", "ab", "a\n"),
                new TextParameters(
                        1 + random.nextInt(2),
                        pick(random, 0.0, 1.0),
                        random.nextInt(2),
                        pick(random, 0.5, 1.0),
                        pick(random, 0.0, 0.5),
                        pick(random, 1.0, 1.5),
                        stop));
    }

    private static DrawPicture randomPicture(Random random) {
        int number = 1 + random.nextInt(2);
        int index = random.nextInt(number);
        return new DrawPicture(
                pick(random, "", "a", "b"),
                pick(random, "", "a", "b"),
                new ImageParameters(
                        pick(random, 64, 72),
                        pick(random, 64, 72),
                        pick(random, 1, 2),
                        pick(random, 0.0, 1.0, 7.5),
                        pick(random, NoiseSchedulerKind.DDIM, NoiseSchedulerKind.PNDM),
                        index,
                        number,
                        pick(random, 1, 2),
                        pick(random, 0.0, 1.0)));
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
