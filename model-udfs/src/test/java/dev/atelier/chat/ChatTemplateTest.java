package dev.atelier.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who said what, and what is refused. Texts against transformers: {@link PublishedTemplatesTest}. */
class ChatTemplateTest {
    private static Text render(String template, String user) {
        return ChatTemplate.parse(template).render(Map.of("bos_token", "<s>"), null, user);
    }

    /** Whatever a template does with a row's text, each of its characters stays the row's: here the upper-case X and Y. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<{{ messages[0].content }}>",
                "<{{ messages[0]['content'] | trim }}>",
                "<{{ 'a' + messages[0].content.strip() + 'b' }}>",
                "<{{ 'a' ~ messages[0].content ~ 'b' }}>",
                "<{{ messages[0].content[1:] }}{{ messages[0].content[::-1] }}>",
                "<{{ messages[0].content.replace(' ', '<s>') }}>",
                "<{{ 'a-b'.replace('-', messages[0].content) }}>",
                "<{{ messages[0].content.split(' ') | join('<s>') }}>",
                "<{{ '<s>'.join(messages[0].content.split()) }}>",
                "<{{ messages[0].content | lower | upper }}>",
                "<{{ messages[0].content.title() }}{{ messages[0].content | title }}>",
                "<{{ messages[0].content | tojson }}{{ messages | tojson(indent=2) }}>",
                "<{{ messages[0] }}{{ [messages[0].content] }}>",
                "<{{ '%s!' | format(messages[0].content) }}{{ '%s' % messages[0].content }}>",
                "<{{ messages[0].content | indent(2) }}>",
                "<{% for c in messages[0].content %}{{ c }}{% endfor %}>",
                "<{% set x %}{{ messages[0].content }}{% endset %}{{ x }}>",
                "<{% macro f(x) %}[{{ x }}]{% endmacro %}{{ f(messages[0].content) }}>",
                "<{% set ns = namespace(x='') %}{% set ns.x = ns.x + messages[0].content %}{{ ns.x }}>",
                "<{{ messages | map(attribute='content') | first }}{{ messages[0].content | reverse }}>",
                "<{{ messages[0].content * 2 }}{{ (messages[0].content,) }}>",
                "<{{ messages[0].content.splitlines() | last | string | safe }}>",
                "<{{ messages[0].content | default('z') | list | sort | unique | join }}>"
            })
    void whatARowSaidStaysTheRows(String template) {
        Text prompt = render(template, " X Y\nXY ");
        assertThat(prompt.chars()).containsAnyOf("X", "Y");
        for (int at = 0; at < prompt.chars().length(); at++) {
            char c = prompt.chars().charAt(at);
            boolean said = prompt.saidByRow(at, at + 1);
            if (c == 'X' || c == 'Y') {
                assertThat(said).as("%s at %d of %s", c, at, prompt.chars()).isTrue();
            } else if ("<>ab!s".indexOf(c) >= 0) {
                assertThat(said).as("%s at %d of %s", c, at, prompt.chars()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "{% include 'x' %}§line 1: uses the tag include",
                "{% import 'x' as y %}§the tag import",
                "{% extends 'x' %}§the tag extends",
                "{{ ''.__class__ }}§asks for __class__: an attribute that starts with _",
                "{{ messages[0]._x }}§an attribute that starts with _",
                "{% for x in messages recursive %}{% endfor %}§a recursive loop",
                "{{ f(**messages) }}§spreads arguments",
                "{% if x %}§ends where one of",
                "{{ 'x }}§a string without end",
                "{% call 1 %}{% endcall %}§a call block without a call",
                "{{ (1 }}§without its opening bracket",
                "{{ 1 2 }}§has 2 where }} must stand",
                "{{ ) }}§) without its opening bracket",
                "{# x§a comment without end",
                "{{ 99999999999999999999 }}§too large",
                "{% endfor %}§the tag endfor",
                "{% break %}§outside of a loop",
                "{% for x in [1] %}{% macro f() %}{% continue %}{% endmacro %}{% endfor %}§outside of a loop",
                "{{ '\\N{DASH}' }}§\\N in a string"
            })
    void whatCannotBeReadIsNamedWithItsLine(String template, String message) {
        assertThatThrownBy(() -> ChatTemplate.parse(template))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("line 1: ")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> ChatTemplate.parse("{# a\n#}\nb\n" + template)).hasMessageStartingWith("line 4: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "{{ raise_exception('System role not supported') }}§line 1: refuses: System role not supported",
                "{{ nothing.at_all }}§line 1: 'nothing' is undefined",
                "{{ messages[0].nope.nope }}§'nope' is undefined",
                "{{ 'a' + 1 }}§cannot do str + int",
                "{{ 'a' | nofilter }}§line 1: uses the filter nofilter, which is not implemented",
                "{{ 1 is notest }}§line 1: uses the test notest, which is not implemented",
                "{{ ['a'] | map('nofilter') | list }}§the filter nofilter",
                "{{ messages.append(1) }}§'append' is undefined",
                "{{ joiner() }}§'joiner' is undefined",
                "{{ '%r' % 'x' }}§%r",
                "{{ 1 // 0 }}§cannot do 1 // 0"
            })
    void whatTheTemplateCannotDoIsNamedWithItsLine(String template, String message) {
        assertThatThrownBy(() -> render(template, "Hi"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "{% for i in range(1000000000) %}{% endfor %}§a list of more than",
                "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}§steps",
                "{{ 'x' * 1000000000 }}§a text of more than",
                "{{ 'x' * 9223372036854775807 }}§a text of more than",
                "{% set ns = namespace(x='xxxxxxxx') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}§a text of more than",
                "{% set ns = namespace(x='xxxxxxxx') %}{% for i in range(60) %}{% set ns.x = ns.x.replace('x', 'xx') %}{% endfor %}§a text of more than",
                "{% set ns = namespace(x=[1, 2]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}§a list of more than",
                "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}§goes deeper",
                "{{ 'x' | indent(1000000000) }}§a text of more than",
                "{{ 10 ** 1000000000 }}§cannot do",
                "{% for i in range(99999) %}{{ 'x' * 999 }}{% endfor %}§more than",
                "{% for i in range(9999) %}{{ ('x' * 99999) | length }}{% endfor %}§steps"
            })
    void aTemplateEndsSoonAndStaysSmall(String template, String message) {
        assertThatThrownBy(() -> render(template, "Hi"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nestingIsBounded() {
        for (String nested : new String[] {
            "{{ " + "(".repeat(100_000) + " }}",
            "{{ " + "[".repeat(100_000) + " }}",
            "{{ " + "-".repeat(50_000) + "1 }}",
            "{{ " + "a if ".repeat(20_000) + " }}",
            "{% if 1 %}".repeat(20_000),
            "{% if 1 %}{% elif 1 %}".repeat(10_000),
            "{{ 1" + " + 1".repeat(50_000) + " }}",
            "{{ x" + ".x".repeat(50_000) + " }}",
            "{{ " + "not ".repeat(50_000) + "1 ~ " + "1 ** ".repeat(40_000) + "1 }}"
        }) {
            assertThatThrownBy(() -> render(nested, "Hi"))
                    .as(nested.substring(0, 20))
                    .isInstanceOf(TemplateException.class);
        }
        assertThatThrownBy(() -> ChatTemplate.parse("x".repeat(300_000))).hasMessageContaining("characters");
    }

    @Test
    void theClockIsRefusedOnlyWhereItIsWritten() {
        String template =
                "{% set today = strftime_now('%Y') %}{% if messages[0].role == 'system' %}{{ today[:2] }}{% endif %}x";
        assertThat(render(template, "Hi").chars()).isEqualTo("x");
        assertThatThrownBy(() -> ChatTemplate.parse(template).render(Map.of(), "s", "Hi"))
                .hasMessageContaining("writes today's date into the prompt, so no run could be repeated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 'a' if strftime_now('%Y') == '2030' }}",
                "{{ 'a' if '2030' in strftime_now('%Y') }}",
                "{% if strftime_now('%Y') | int > 2030 %}{% endif %}",
                "{% if ['2030'] | select('in', strftime_now('%Y')) | list %}{% endif %}",
                "{{ strftime_now('%d %b') | upper | trim | replace('x', 'y') }}",
                "{{ [strftime_now('%d')] | tojson }}",
                "{{ 'a' if strftime_now('%Y').startswith('203') }}"
            })
    void nothingMayDependOnTheClock(String template) {
        assertThatThrownBy(() -> render(template, "Hi")).hasMessageContaining("today's date");
    }

    @Test
    void markersAreWhatTheTemplateWritesInBrackets() {
        String template = "{{ '[INST] <<SYS>>' }}<|user|> [gMASK] ### User: [1] <b>{{ '[|x|]' }}";
        assertThat(ChatTemplate.markers(ChatTemplate.parse(template).literals()))
                .containsExactlyInAnyOrder("[INST]", "<<SYS>>", "<|user|>", "[|x|]");
        assertThat(ChatTemplate.parse("{{ 'a<t' }}{{ 'hink>' }}").literals()).doesNotContain("<think>");
    }
}
