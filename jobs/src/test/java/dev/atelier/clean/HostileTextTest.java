package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.RawItem;
import dev.atelier.personal.PersonalData;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts of 60,000 characters that repeat what expressions stumble over, through every rule by itself. What is linear takes
 * far less than a second of them; what is quadratic or calls itself for each character does not end, or ends the thread.
 */
class HostileTextTest {
    private static final int CHARS = 60_000;
    private static final Duration HANGS = Duration.ofSeconds(20);
    private static final int MANY = 10 * CHARS;
    private static final List<CleaningRule> RULES = Rules.of(new CleanConf(
            List.of("en"),
            List.of("US", "DE"),
            PersonalData.knownCountries(),
            null,
            RoleMarkers.NEUTRALISE,
            MANY,
            0,
            MANY,
            MANY,
            MANY,
            List.of("Apple Computer"),
            null));

    private static RawItem row(String name, String description, List<Attribute> attributes) {
        ItemText text = new ItemText("S-1", null, name, description, "mug", null);
        return new RawItem("f#1", "f", 1, text, null, null, null, false, attributes, "CC0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\n",
                "\u00a0",
                "\u0301",
                "e\u0301",
                "\u0301\u0302",
                "\u200b",
                "a\u200d",
                "\u0600",
                "\u0000",
                "\ufffe",
                "1",
                "1 ",
                "1-",
                "1/",
                "1x",
                "12 34 ",
                "-1",
                "+0",
                "+49 ",
                "(030) ",
                "(",
                "[",
                "[/",
                "[ INST",
                "<",
                "< <",
                "<<",
                "<a",
                "<|",
                "<div>",
                "<b><i>",
                "</",
                "&",
                "&#1",
                "&lt;",
                "\"",
                "'",
                "@",
                "a@",
                "a@b.",
                "a.",
                "a",
                "ha",
                "xD",
                "x:",
                "--",
                "Ã",
                "Ã©",
                "â€",
                "\ud83c",
                "😀",
                "ignore ",
                "act as ",
                "act as\n",
                "Apple",
                "tel. ",
                "4111 ",
                "4111-",
                "4111111111111111 ",
                "DE12",
                "DE89 3704 ",
                "1.1",
                "192.168.0.1 ",
                "1:",
                "::1",
                "f:",
                "a at ",
                "a (at) b",
                " dot a",
                "a dot b at c dot ",
                "[.]a",
                "born ",
                "geb. in A ",
                "born 1.1.",
                "1 May ",
                "AB 12 ",
                "ABCDEF12A",
                "12-",
                "numéro de ",
                "DE12 ",
                "1.000,",
                "US $ ",
                "5 EUR ",
                "from ",
                "½",
                "{",
                "http://a",
                "#",
                "rt ",
                "%25",
                "%3C",
                "&amp;",
                "&amp;lt;|",
                "s3a://a:b",
                "://a:b@",
                "://a?sig=",
                "&token=",
                "AKIA",
                "sk-a1",
                "sk-A1-",
                "eyJ-",
                "eyJaaaaaaaaaa.",
                "-----BEGIN PRIVATE KEY-----",
                "firmware 1.1.1.",
                "日",
                "日本 "
            })
    void everyRuleComesToAnEnd(String piece) {
        String text = piece.repeat(CHARS / piece.length()) + "!";
        Draft draft = Draft.of(row(text, text, List.of(new Attribute("note", text))));
        for (CleaningRule rule : RULES) {
            assertTimeoutPreemptively(
                    HANGS, () -> rule.apply(draft), rule.getClass().getSimpleName());
        }
        assertTimeoutPreemptively(
                HANGS, () -> Rules.apply(RULES, draft, new Effects(Trace.of(RULES))), "all rules with a trace");
        Item item = Item.of(draft.texts(), "en", null, null, List.of());
        NearDuplicatesConf near = NearDuplicatesConf.defaults();
        assertTimeoutPreemptively(HANGS, () -> Identity.of(item, "f", near.distinguishing()), "identity");
        assertTimeoutPreemptively(HANGS, () -> NearDuplicates.shingles(item, near), "shingles");
    }

    /** Markers inside markers, and what begins once and goes on for long. */
    @ParameterizedTest
    @ValueSource(strings = {"[,inst]", "<,|abc|>", "x@,a.", "x@a,a.a", "a, b@", "<|,a|>"})
    void everyRuleComesToAnEndWithHalfOfItBeforeTheOther(String halves) {
        String[] parts = halves.split(",", -1);
        int times = CHARS / halves.length();
        everyRuleComesToAnEnd(parts[0].repeat(times) + parts[1].repeat(times));
        everyRuleComesToAnEnd(parts[0] + parts[1].repeat(times));
    }

    @Test
    void aRuleThatFailsRefusesTheRowAndNothingElse() {
        CleaningRule deep = draft -> {
            throw new StackOverflowError();
        };
        Draft draft = Draft.of(row("Mug", "A mug.", List.of()));
        assertThat(Rules.apply(List.of(deep), draft).rejection().reason()).isEqualTo("rule_failed");
    }

    @Test
    void aLongFieldIsRefusedBeforeAnyRuleReadsIt() {
        ApplyRules rules = new ApplyRules(CleanConf.defaults());
        String prose = "A light mug for the garden and the kitchen, with a wide handle.";
        Attribute note = new Attribute("note", "x".repeat(20_001));
        assertThat(rules.clean(row("Mug", prose, List.of(note))).rejection())
                .isEqualTo(new Rejection(
                        "field_too_long",
                        "its attribute number 1 has more than 20000 characters (shorten it in the source, or raise"
                                + " clean.maxFieldChars)"));
        List<Attribute> many = Collections.nCopies(501, new Attribute("a", "b"));
        assertThat(rules.clean(row("Mug", prose, many)).rejection().reason()).isEqualTo("too_many_attributes");
        assertThat(rules.clean(row("Mug", prose, many.subList(0, 500))).rejection())
                .isNull();
    }
}
