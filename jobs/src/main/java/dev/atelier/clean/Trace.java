package dev.atelier.clean;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Effect;
import dev.atelier.rows.Effect.Kind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a rule made of each text of a row, as far as anybody may read it: excerpts around what changed. Of a text that holds
 * what masking would take out, in plain sight or under markup, its length alone is told, by whatever rule it was changed; of
 * what masking took out, place and length.
 */
record Trace(List<Masking> masking) implements Serializable {
    /** Most of a name of an attribute that is told. */
    private static final int NAME_CHARS = 60;

    static Trace of(List<CleaningRule> rules) {
        return new Trace(rules.stream()
                .filter(Masking.class::isInstance)
                .map(Masking.class::cast)
                .toList());
    }

    /** One effect for each text that the rule changed; of masking one for each kind. */
    List<Effect> of(CleaningRule rule, RawItem before, RawItem after) {
        Changes changes = new Changes(rule, new ArrayList<>());
        Map<String, String> next = texts(after);
        texts(before).forEach((field, text) -> changes.add(field, field, text, next.get(field)));
        List<Attribute> olds = before.attributes();
        List<Attribute> news = after.attributes();
        boolean paired = olds.size() == news.size();
        int at = 0; // in the new ones, where some of the old ones went
        for (int i = 0; i < olds.size(); i++) {
            Attribute old = olds.get(i);
            int pair = paired ? i : at;
            boolean stays =
                    pair < news.size() && (paired || news.get(pair).name().equals(old.name()));
            Attribute now = stays ? news.get(pair) : null;
            at += stays ? 1 : 0;
            changes.add("attributes[" + i + "].name", "", old.name(), now == null ? old.name() : now.name());
            changes.add(place(old, i), old.name(), old.value(), now == null ? null : now.value());
        }
        return changes.all();
    }

    private String place(Attribute attribute, int i) {
        return attribute.name().length() > NAME_CHARS || isPersonal("", attribute.name())
                ? "attributes[" + i + "]"
                : "attributes." + attribute.name();
    }

    private static Map<String, String> texts(RawItem row) {
        Map<String, String> texts = new HashMap<>();
        row.with(
                (name, text) -> {
                    texts.put(name, text);
                    return text;
                },
                List.of());
        return texts;
    }

    /** As it stands, or as the rules would come to read it. */
    private boolean isPersonal(String name, String text) {
        String read = NormaliseUnicode.normalise(HtmlToText.text(HtmlToText.text(Unescaped.of(Mojibake.repair(text)))));
        return masking.stream().anyMatch(mask -> mask.finds(name, text) || mask.finds(name, read));
    }

    private String shown(String name, String text, String excerpt) {
        return text == null ? null : isPersonal(name, text) ? "(withheld: " + text.length() + " characters)" : excerpt;
    }

    /** Of one rule, text by text. */
    private final class Changes {
        private final CleaningRule rule;
        private final List<Effect> all;

        Changes(CleaningRule rule, List<Effect> all) {
            this.rule = rule;
            this.all = all;
        }

        List<Effect> all() {
            return all;
        }

        /** @param name what the text is called, which may say what it is */
        void add(String field, String name, String before, String after) {
            if (Objects.equals(before, after)) {
                return;
            }
            if (rule instanceof Masking masks && before != null && after != null) {
                masks.places(name, before)
                        .forEach(place ->
                                all.add(new Effect(rule.word(), Kind.CHANGED, field, place.where(), place.kind())));
            } else {
                Excerpt excerpt = Excerpt.of(before, after);
                all.add(new Effect(
                        rule.word(),
                        Kind.CHANGED,
                        field,
                        shown(name, before, excerpt.before()),
                        shown(name, after, excerpt.after())));
            }
        }
    }
}
