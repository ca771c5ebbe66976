package dev.atelier.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.ModelSpec;
import dev.atelier.domain.Precision;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.VendorSettings;
import dev.atelier.domain.WriteText;
import dev.atelier.plan.Planner.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Item MUG = Templates.item("1", "Red mug", null, "en", new Attribute("colour", "red"));
    private static final Item CUP = Templates.item("2", "Blue cup", "Pine", "de");

    private static List<GenerationRequest> plan(Item item, TemplateConf... templates) {
        return new Planner(Templates.once(templates), Templates.MODELS)
                .plan(item, List.of())
                .plan()
                .requests();
    }

    @Test
    void slotsAreFilledAndValuesAreNeverReadAsTemplates() {
        TemplateConf template = Templates.text(
                "title",
                "{{name}}: {{description}} {{price}} {{currency}}{{#brand}} by {{brand}}{{/brand}}"
                        + "{{#attributes.colour}} in {{attributes.colour}}{{/attributes.colour}}"
                        + "{{^attributes.colour}} plain{{/attributes.colour}}",
                1,
                SeedPolicy.CONTENT);
        assertThat(plan(MUG, template).get(0).ask().prompt())
                .isEqualTo("Red mug: Its {{description}} & more. 12.90 EUR in red");
        assertThat(plan(CUP, template).get(0).ask().prompt())
                .isEqualTo("Blue cup: Its {{description}} & more. 12.90 EUR by Pine plain");
        assertThat(plan(MUG, template).get(0).ask())
                .extracting(a -> ((WriteText) a).system())
                .isEqualTo("You write.");
    }

    @Test
    void aSlotThatTheRowLacksFailsTheRowWithTheWayOut() {
        TemplateConf template = Templates.text("title", "{{name}} in {{attributes.colour}}", 1, SeedPolicy.CONTENT);
        assertThatThrownBy(() -> plan(CUP, template))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.reason()).isEqualTo("empty_slot"))
                .hasMessage(
                        "Item shop.csv#2: prompt of template title needs attributes.colour, which this row lacks (fill"
                                + " it in the source, or make it optional:"
                                + " {{#attributes.colour}}...{{/attributes.colour}})");
        assertThatThrownBy(() -> plan(CUP, Templates.text("title", "{{#sku}}x{{/sku}} ", 1, SeedPolicy.CONTENT)))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.reason()).isEqualTo("empty_prompt"));
    }

    @Test
    void contentSeedsDifferByItemAndCandidateAndNothingElse() {
        TemplateConf three = Templates.picture("a {{name}}", 3, SeedPolicy.CONTENT, List.of("64x64"));
        List<GenerationRequest> mug = plan(MUG, three);
        assertThat(mug).extracting(r -> r.target().candidate()).containsExactly(0, 1, 2);
        assertThat(mug)
                .extracting(r -> ((DrawPicture) r.ask()).image().imageIndex())
                .containsExactly(0, 0, 0);
        assertThat(mug).extracting(GenerationRequest::seed).doesNotHaveDuplicates();
        assertThat(plan(CUP, three))
                .extracting(GenerationRequest::seed)
                .doesNotContainAnyElementsOf(
                        mug.stream().map(GenerationRequest::seed).toList());
        assertThat(plan(MUG, Templates.picture("a {{name}}", 2, SeedPolicy.CONTENT, List.of("64x64"))))
                .isEqualTo(mug.subList(0, 2));
    }

    /** The item's id is of all it says; its seeds and asks are not. */
    @Test
    void anotherPriceOrAnotherPlaceInTheTemplatesLeavesTheAsk() {
        TemplateConf title = Templates.text("title", "Title of {{name}}", 2, SeedPolicy.CONTENT);
        Item dearer = new Item("1b", MUG.text(), "en", 99.0, "EUR", MUG.attributes(), null, "CC0-1.0", "shop.csv#1");
        assertThat(plan(dearer, title))
                .extracting(GenerationRequest::askId)
                .isEqualTo(
                        plan(MUG, title).stream().map(GenerationRequest::askId).toList());
        assertThat(plan(dearer, title).get(0).requestId())
                .isNotEqualTo(plan(MUG, title).get(0).requestId());
        TemplateConf before = Templates.text("title", "Another title of {{name}}", 1, SeedPolicy.CONTENT);
        assertThat(plan(MUG, before, title))
                .extracting(GenerationRequest::askId)
                .containsAll(
                        plan(MUG, title).stream().map(GenerationRequest::askId).toList());
    }

    @Test
    void fixedSeedsStandAsGivenAndPicturesAreSlicesOfOneDraw() {
        List<GenerationRequest> pictures =
                plan(MUG, Templates.picture("a {{name}}", 4, SeedPolicy.FIXED, List.of("512x512")));
        assertThat(pictures).extracting(GenerationRequest::seed).containsOnly(7L);
        assertThat(pictures)
                .extracting(r -> ((DrawPicture) r.ask()).image().imageIndex())
                .containsExactly(0, 1, 2, 3);
        assertThat(plan(MUG, Templates.text("title", "{{name}}", 3, SeedPolicy.FIXED)))
                .extracting(GenerationRequest::seed)
                .containsExactly(7L, 8L, 9L);
    }

    @Test
    void sizesVariantsAndCandidatesMultiplyAndAreNumberedThrough() {
        TemplateConf base =
                Templates.picture("{{name}}, {{variant}}", 2, SeedPolicy.CONTENT, List.of("64x64", "96x64"));
        TemplateConf template = new TemplateConf(
                "styled",
                "picture",
                "painter",
                new TemplateConf.Prompts(null, base.prompt(), null),
                List.of("flat", "glossy"),
                new TemplateConf.Draws(2, 7L, null),
                null,
                null,
                base.image());
        List<GenerationRequest> requests = plan(MUG, template, base);
        assertThat(requests).hasSize(8 + 4);
        assertThat(requests)
                .extracting(r -> r.target().candidate())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(requests).extracting(GenerationRequest::requestId).doesNotHaveDuplicates();
        assertThat(requests.get(0).ask().prompt()).isEqualTo("Red mug, flat");
        assertThat(requests.get(4).ask().prompt()).isEqualTo("Red mug, glossy");
        assertThat(((DrawPicture) requests.get(2).ask()).image().widthPx()).isEqualTo(96);
    }

    @Test
    void theSameRequestIsMadeOnce() {
        TemplateConf fixed = Templates.picture("a {{name}}", 2, SeedPolicy.FIXED, List.of("64x64"));
        TemplateConf again = new TemplateConf(
                "again",
                "picture",
                "painter",
                new TemplateConf.Prompts(null, fixed.prompt(), "blurry"),
                null,
                new TemplateConf.Draws(3, 7L, SeedPolicy.FIXED),
                null,
                null,
                fixed.image());
        assertThat(plan(MUG, fixed, again))
                .hasSize(3)
                .extracting(GenerationRequest::requestId)
                .doesNotHaveDuplicates();
    }

    /** Latents of 72x72 are no whole blocks of noise: there picture 0 of two is another than picture 0 of three. */
    @Test
    void moreCandidatesMakeTheFirstPicturesAgainOnlyWhereTheyWouldDiffer() {
        for (String size : List.of("64x64", "72x72")) {
            List<String> two = ids(Templates.picture("a {{name}}", 2, SeedPolicy.FIXED, List.of(size)));
            List<String> three = ids(Templates.picture("a {{name}}", 3, SeedPolicy.FIXED, List.of(size)));
            assertThat(three.containsAll(two)).isEqualTo(size.equals("64x64"));
        }
    }

    private static List<String> ids(TemplateConf template) {
        return plan(MUG, template).stream().map(GenerationRequest::requestId).toList();
    }

    @Test
    void languagesChooseTheItems() {
        TemplateConf base = Templates.text("title", "{{name}}", 1, SeedPolicy.CONTENT);
        TemplateConf german = new TemplateConf(
                "titel",
                "title",
                "writer",
                new TemplateConf.Prompts(null, "{{name}}", null),
                null,
                new TemplateConf.Draws(null, null, null),
                List.of("de"),
                base.text(),
                null);
        assertThat(plan(MUG, german)).isEmpty();
        assertThat(plan(CUP, german)).hasSize(1);
    }

    @Test
    void everythingThatDecidesTheBytesChangesTheId() {
        TemplateConf base = Templates.text("title", "{{name}}", 1, SeedPolicy.CONTENT);
        Set<String> ids = new ArrayList<>(List.of(
                        plan(MUG, base),
                        plan(Templates.item("3", "Red mug", null, "en"), base),
                        plan(MUG, Templates.text("slogan", "{{name}}", 1, SeedPolicy.CONTENT)),
                        plan(MUG, Templates.text("title", "{{name}}.", 1, SeedPolicy.CONTENT)),
                        plan(MUG, Templates.text("title", "{{name}}", 1, SeedPolicy.FIXED)),
                        plan(MUG, copy(base, "Other system.", 7L, base.text())),
                        plan(MUG, copy(base, base.system(), 8L, base.text())),
                        plan(
                                MUG,
                                copy(
                                        base,
                                        base.system(),
                                        7L,
                                        new TextParameters(20, 0.8, null, null, null, null, null))),
                        new Planner(
                                        Templates.once(base),
                                        List.of(Templates.model("writer", "dx", Precision.FP32, VendorSettings.NONE)))
                                .plan(MUG, List.of())
                                .plan()
                                .requests(),
                        new Planner(
                                        Templates.once(base),
                                        List.of(Templates.model("writer", "d1", Precision.BF16, VendorSettings.NONE)))
                                .plan(MUG, List.of())
                                .plan()
                                .requests()))
                .stream().map(r -> r.get(0).requestId()).collect(Collectors.toSet());
        assertThat(ids).hasSize(10);
        assertThat(plan(MUG, base)).isEqualTo(plan(MUG, base));
    }

    @Test
    void theVendorsRepetitionPenaltyHoldsUnlessTheTemplateSetsItsOwn() {
        List<ModelSpec> models = List.of(
                Templates.model("writer", "d1", Precision.FP32, new VendorSettings(1.05, List.of(5), List.of(2))));
        TemplateConf base = Templates.text("title", "{{name}}", 1, SeedPolicy.CONTENT);
        for (Double own : new Double[] {null, 1.0, 1.3}) {
            TextParameters part = new TextParameters(20, 0.7, null, null, null, own, null);
            GenerationRequest request = new Planner(Templates.once(copy(base, base.system(), 7L, part)), models)
                    .plan(MUG, List.of())
                    .plan()
                    .requests()
                    .get(0);
            assertThat(((WriteText) request.ask()).text().repetitionPenalty()).isEqualTo(own == null ? 1.05 : own);
        }
    }

    private static TemplateConf copy(TemplateConf t, String system, Long seed, TextParameters text) {
        return new TemplateConf(
                t.name(),
                t.field(),
                t.model(),
                new TemplateConf.Prompts(system, t.prompt(), null),
                null,
                new TemplateConf.Draws(t.candidates(), seed, t.seedPolicy()),
                null,
                text,
                null);
    }

    @Test
    void aPicturePromptQuotesTheTextSelectedForTheItem() {
        TemplateConf template =
                Templates.picture("{{text.scene}}, flat style", 1, SeedPolicy.CONTENT, List.of("64x64"));
        Planner planner = new Planner(Templates.once(template), Templates.MODELS);
        GenerationRequest request = planner.plan(
                        MUG, List.of(new Standing("other", "a0", "no"), new Standing("scene", "a1", "a red mug")))
                .plan()
                .requests()
                .get(0);
        assertThat(request.ask().prompt()).isEqualTo("a red mug, flat style");
        assertThat(request.origin().sourceArtifactId()).isEqualTo("a1");
        assertThat(((DrawPicture) request.ask()).negativePrompt()).isEqualTo("blurry");
        for (List<Standing> none : List.of(List.<Standing>of(), List.of(new Standing("scene", null, null)))) {
            assertThat(planner.plan(MUG, none).plan().requests()).isEmpty();
            assertThat(planner.plan(MUG, none).waiting()).singleElement().satisfies(e -> assertThat(e)
                    .hasMessageContaining("quotes text.scene, and none of its candidates was selected"));
        }
    }
}
