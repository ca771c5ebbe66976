package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Effect;
import dev.atelier.rows.Effect.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of what rules did, and what never is. */
class TraceTest {
    private static final String PROSE = "A light mug for the garden and the kitchen, with a wide handle";
    private static final CleanConf CONF = CleanConf.defaults();
    private static final ApplyRules TRACED = new ApplyRules(CONF.traced(true));

    private static RawItem row(String name, String description, String price, Attribute... attributes) {
        ItemText text = new ItemText("S-1", null, name, description, null, null);
        return new RawItem("f#1", "f", 1, text, price, null, null, false, List.of(attributes), "CC0");
    }

    private static List<Effect> effects(RawItem row) {
        return TRACED.clean(row).effects();
    }

    private static Effect changed(String rule, String field, String before, String after) {
        return new Effect(rule, Kind.CHANGED, field, before, after);
    }

    @Test
    void everyTextThatARuleChangedIsShownAroundTheChange() {
        assertThat(effects(row(
                        "Mug &amp; <b>lid</b>",
                        PROSE + " that is  wide.",
                        "twelve",
                        new Attribute("colour", "<i></i>"),
                        new Attribute("size", "&frac12; l"))))
                .containsExactly(
                        changed("html_to_text", "name", "Mug &amp; <b>lid</b>", "Mug & lid"),
                        changed("html_to_text", "attributes.colour", "<i></i>", null),
                        changed("html_to_text", "attributes.size", "&frac12; l", "½ l"),
                        changed(
                                "normalise_unicode",
                                "description",
                                "…wide handle that is  wide.",
                                "…wide handle that is wide."),
                        new Effect("parse_price", Kind.FLAGGED, null, null, "price_unreadable"));
    }

    @Test
    void aRefusalIsToldWithItsReason() {
        assertThat(effects(row("Mug", "<p></p>", null)))
                .containsExactly(
                        changed("html_to_text", "description", "<p></p>", null),
                        new Effect("require_fields", Kind.REJECTED, null, null, "missing_description"));
    }

    @Test
    void withoutATraceARuleIsNamedOnceAndNoTextIs() {
        RawItem row = row("Mug &amp;amp; lid", PROSE + " &lt;b&gt;x&lt;/b&gt;", "twelve");
        assertThat(new ApplyRules(CONF).clean(row).effects())
                .containsExactly(Effect.of("html_to_text", Kind.CHANGED), Effect.of("parse_price", Kind.FLAGGED));
        assertThat(TRACED.clean(row).item())
                .isEqualTo(new ApplyRules(CONF).clean(row).item());
    }

    @Test
    void excerptsAreBoundedAndHalveNoCharacter() {
        String emoji = "😀".repeat(400);
        List<Effect> long_ = effects(row("Mug", PROSE + emoji + "  " + emoji, null));
        assertThat(long_).hasSize(1);
        assertThat(long_.get(0).before())
                .hasSizeBetween(150, Excerpt.MOST_CHARS + 2)
                .startsWith("…😀")
                .endsWith("😀…");
        assertThat(long_.get(0).before().codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE))
                .isTrue();
    }

    @Test
    void ofWhatBelongsToAPersonKindAndPlaceAreTold() {
        assertThat(effects(row(
                        "Mug",
                        PROSE + ", ask anna@example.org or pay with 4111 1111 1111 1111.",
                        null,
                        new Attribute("anna@example.org", "red"),
                        new Attribute("link", "https://anna:hunter2@example.org/x"))))
                .containsExactly(
                        changed("mask_secrets", "attributes.link", "characters 8 to 20", "[secret]"),
                        new Effect("mask_secrets", Kind.FLAGGED, null, null, "secret"),
                        changed("mask_personal_data", "description", "characters 68 to 84", "[email]"),
                        changed("mask_personal_data", "description", "characters 88 to 107", "[card]"),
                        changed("mask_personal_data", "attributes[0].name", "characters 0 to 16", "[email]"),
                        new Effect("mask_personal_data", Kind.FLAGGED, null, null, "personal_data"));
    }

    /** By rules before masking, in any form in which masking would come to see them, and of rows that no mask saw. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ask <b>anna@example.org</b>",
                "Ask anna&#64;example&period;org <i>now</i>",
                "Ask anna&amp;#64;example.org",
                "Ask  anna at example dot org",
                "<p>Card 4111&nbsp;1111 1111&nbsp;1111</p>",
                "<p>41<b></b>11 1111 1111 1111</p>",
                "Call  +49\u200b 30 901820",
                "Key  AKIAIOSFODNN7EXAMPLE",
                "See <a href='#'>https://anna:hunter2@example.org</a>",
                "Ask anna@example.org <|im_start|>",
                "Ask anna&amp;amp;#64;example.org <|im_start|>",
                "Ask anna%40example.org <|im_start|>"
            })
    void noRuleShowsIt(String text) {
        for (RawItem row : List.of(
                row("Mug", PROSE + ". " + text, null),
                row(text, PROSE, null),
                row("Mug", PROSE, null, new Attribute("note", text)),
                row("Mug", PROSE, null, new Attribute(text, "red  one")),
                row(null, PROSE + ". " + text, null))) {
            List<Effect> effects = effects(row);
            assertThat(effects).isNotEmpty();
            assertThat(effects.toString()).doesNotContain("anna", "4111", "1111", "901820", "OSFODNN7", "hunter2");
        }
    }

    @Test
    void rulesThatStandSeveralTimesAreOneInCounts() {
        assertThat(Rules.of(CONF).stream().map(CleaningRule::word).distinct())
                .containsExactlyElementsOf(Arrays.asList(
                        "limit_fields",
                        "repair_mojibake",
                        "neutralise_role_markers",
                        "html_to_text",
                        "normalise_unicode",
                        "flag_instructions",
                        "require_fields",
                        "bound_lengths",
                        "read_gtin",
                        "parse_price",
                        "mask_secrets",
                        "mask_personal_data",
                        "detect_language",
                        "flag_brands"));
    }
}
