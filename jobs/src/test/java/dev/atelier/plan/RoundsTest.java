package dev.atelier.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Modality;
import dev.atelier.domain.TextParameters;
import dev.atelier.plan.Planner.Standing;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Pass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Item MUG = Templates.item("1", "Red mug", null, "en");
    private static final TemplateConf TITLE = Templates.text("title", "Title of {{name}}", 2, SeedPolicy.CONTENT);
    private static final TemplateConf SHORT = Templates.text("short", "Shorter: {{text.title}}", 1, SeedPolicy.CONTENT);
    private static final TemplateConf PICTURE = Templates.picture("{{name}}", 1, SeedPolicy.CONTENT, List.of("64x64"));
    private static final TemplateConf BANNER =
            named("banner", Templates.picture("{{text.short}}", 1, SeedPolicy.FIXED, List.of("64x64")), 1);

    private static TemplateConf named(String name, TemplateConf t, int round) {
        return new TemplateConf(
                name,
                t.image() == null ? t.field() : name,
                t.model(),
                t.prompts(),
                null,
                new TemplateConf.Draws(t.candidates(), t.seed(), t.seedPolicy(), round),
                null,
                t.text(),
                t.image());
    }

    private static PlanConf rounds(int most, List<Escalation> escalate, TemplateConf... templates) {
        return new PlanConf(List.of(templates), new RoundsConf(most, null, escalate), null);
    }

    private static List<String> words(PlanConf conf) {
        return conf.passes().stream().map(conf::words).toList();
    }

    @Test
    void whatNeedsNothingSelectedIsOnePass() {
        PlanConf conf = Templates.plan(TITLE, PICTURE);
        assertThat(conf.passes()).containsExactly(Pass.ONLY);
        assertThat(words(conf)).containsExactly("round 1 of title, picture");
    }

    @Test
    void fieldsComeAfterThoseThatTheyQuoteRoundByRound() {
        PlanConf conf = rounds(2, null, BANNER, SHORT, TITLE, PICTURE);
        assertThat(words(conf))
                .containsExactly(
                        "round 1 of title, picture",
                        "round 2 of title, picture",
                        "round 1 of short",
                        "round 2 of short",
                        "round 1 of banner",
                        "round 2 of banner");
        assertThat(conf.passes())
                .extracting(p -> p.named("plan", Modality.TEXT))
                .contains("plan-text", "plan-text-4");
        assertThat(conf.passes().get(4)).isEqualTo(new Pass(5, 0, 3));
        assertThat(conf.passes().get(4).named("generate", Modality.IMAGE)).isEqualTo("generate-images-3");
        assertThat(conf.passes().get(4).scores().path()).isEqualTo("scores/pass5");
    }

    @Test
    void aCircleIsRefused() {
        assertThatThrownBy(() -> Templates.plan(Templates.text("title", "{{text.short}}", 1, SeedPolicy.CONTENT), SHORT)
                        .passes())
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("quotes itself by way of");
    }

    /** Two rounds of two make what one round of four makes: the same seeds, the same numbers, the same ids. */
    @Test
    void furtherRoundsGoOnWhereTheFirstStopped() {
        for (TemplateConf template : List.of(TITLE, Templates.text("title", "x {{name}}", 2, SeedPolicy.FIXED))) {
            PlanConf conf = rounds(2, null, template);
            List<GenerationRequest> both = new ArrayList<>();
            conf.passes().forEach(pass -> both.addAll(plan(conf, pass)));
            TemplateConf four = new Escalation(null, 4, null, null, null).on(template);
            assertThat(both)
                    .isEqualTo(new Planner(Templates.once(four), Templates.MODELS)
                            .plan(MUG, List.of())
                            .plan()
                            .requests());
        }
    }

    @Test
    void fixedPicturesOfAFurtherRoundAreAnotherDraw() {
        PlanConf conf =
                rounds(3, null, named("banner", Templates.picture("x", 2, SeedPolicy.FIXED, List.of("64x64")), 1));
        assertThat(conf.passes().stream().flatMap(pass -> plan(conf, pass).stream()))
                .extracting(GenerationRequest::seed)
                .containsExactly(7L, 7L, 8L, 8L, 9L, 9L);
    }

    private static List<GenerationRequest> plan(PlanConf conf, Pass pass) {
        return new Planner(conf.round(pass), Templates.MODELS)
                .plan(MUG, List.of(new Standing("title", null, null), new Standing("banner", null, null)))
                .plan()
                .requests();
    }

    @Test
    void roundsEscalateAndTheLastEscalationHolds() {
        TemplateConf plain = named("plain", TITLE, 3);
        PlanConf conf = rounds(
                4,
                List.of(
                        new Escalation(List.of("title"), 3, null, 0.9, null),
                        new Escalation(null, null, "larger", null, 2.0)),
                TITLE,
                plain,
                PICTURE);
        List<Round> all = conf.passes().stream().map(conf::round).toList();
        assertThat(all.get(1).templates().get(0).candidates()).isEqualTo(3);
        assertThat(all.get(1).templates().get(0).text().temperature()).isEqualTo(0.9);
        assertThat(all.get(1).templates().get(1)).isEqualTo(PICTURE);
        assertThat(all.get(2).templates().get(0)).isEqualTo(plain); // as it stands where it begins
        assertThat(all.get(3).templates().get(0).name()).isEqualTo("plain");
        assertThat(all.get(3).templates().get(0).model()).isEqualTo("larger");
        assertThat(all.get(3).templates().get(1).image().guidanceScale()).isEqualTo(2.0);
        assertThat(conf.asked()).extracting(TemplateConf::model).contains("writer", "larger", "painter");
    }

    @Test
    void whatCouldNotHelpIsRefused() {
        TextParameters greedy = TextParameters.greedy(8);
        TemplateConf title = new TemplateConf(
                null,
                "title",
                "writer",
                TITLE.prompts(),
                null,
                new TemplateConf.Draws(1, 7L, null),
                null,
                greedy,
                null);
        assertThatThrownBy(() -> rounds(2, null, title).passes())
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("round 2 of template title would give the text of an earlier one");
        assertThat(rounds(2, List.of(new Escalation(null, null, null, 0.5, null)), title)
                        .passes())
                .hasSize(2);
        // round 3 is greedy no more either: the last escalation holds
        assertThat(rounds(3, List.of(new Escalation(null, null, null, 0.5, null)), title)
                        .passes())
                .hasSize(3);
        assertThatThrownBy(() -> rounds(2, null, named("late", TITLE, 3)))
                .hasMessageContaining("round of template late: 3 (is never reached: its field has 2");
        assertThatThrownBy(() -> new RoundsConf(1, null, List.of(new Escalation(null, 2, null, null, null))))
                .hasMessageContaining("must be fewer than the rounds");
        assertThatThrownBy(() -> new PlanConf(List.of(TITLE), new RoundsConf(2, List.of("titel"), null), null))
                .hasMessageContaining("must be one that templates make: [title]");
    }
}
