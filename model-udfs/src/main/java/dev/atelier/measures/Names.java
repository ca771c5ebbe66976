package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.text.ProtectedNames;
import dev.atelier.text.ProtectedNames.Kind;
import dev.atelier.text.ProtectedNames.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of artists, brands and trademarks that an item does not bear: {@code protected_names} in a text, or in the prompt of a
 * picture; {@code prompt_names} in the prompt of a text. Which they are is the detail and a flag each. An item's own brand is no
 * alarm, nor a brand or trademark that its name or an attribute says; an artist is one unless the item's brand is that artist.
 */
final class Names {
    private static final String IN_ARTIFACT = "protected_names";
    private static final String IN_PROMPT = "prompt_names";
    private static final String VERSION = "names/1";
    private final ProtectedNames names;

    /** @param more lines as {@link ProtectedNames#of} reads them, beside the built-in {@code names.txt} */
    Names(List<String> more) {
        List<String> lines = new ArrayList<>(BuiltIn.lines("names.txt"));
        lines.addAll(more);
        this.names = ProtectedNames.of(lines);
    }

    /** In texts and their prompts. */
    final class OfTexts implements Scorer.OfText {
        @Override
        public String version() {
            return VERSION;
        }

        @Override
        public Set<String> measures() {
            return Set.of(IN_ARTIFACT, IN_PROMPT);
        }

        @Override
        public Found score(String text, Subject row) {
            List<Name> said = foreign(text, row.item());
            List<Name> asked = foreign(row.prompt(), row.item());
            List<String> flags = new ArrayList<>(flags(said, ""));
            flags.addAll(flags(asked, " in prompt"));
            return Found.of(List.of(measure(IN_ARTIFACT, said), measure(IN_PROMPT, asked)), flags);
        }
    }

    /** In the prompts of pictures. */
    final class OfPictures implements Scorer {
        @Override
        public Modality modality() {
            return Modality.IMAGE;
        }

        @Override
        public String version() {
            return VERSION;
        }

        @Override
        public Set<String> measures() {
            return Set.of(IN_ARTIFACT);
        }

        @Override
        public List<Answer<Found>> score(List<Subject> rows) {
            return rows.stream().map(row -> Answer.done(found(row))).toList();
        }

        private Found found(Subject row) {
            List<Name> asked = foreign(row.prompt(), row.item());
            return Found.of(List.of(measure(IN_ARTIFACT, asked)), flags(asked, " in prompt"));
        }
    }

    private List<Name> foreign(String text, Item item) {
        Set<Name> said = names.in(text);
        if (!said.isEmpty()) {
            said.removeAll(own(item));
        }
        return List.copyOf(said);
    }

    /** Names that the item bears itself. */
    private Set<Name> own(Item item) {
        Set<Name> own = new HashSet<>(names.in(item.name()));
        item.attributes().stream().map(Attribute::value).map(names::in).forEach(own::addAll);
        own.removeIf(name -> name.kind() == Kind.ARTIST);
        if (item.brand() != null) {
            own.addAll(names.in(item.brand()));
        }
        return own;
    }

    private static Measure measure(String word, List<Name> names) {
        return new Measure(
                word,
                names.size(),
                names.isEmpty() ? null : names.stream().map(Name::toString).collect(Collectors.joining("; ")));
    }

    private static List<String> flags(List<Name> names, String where) {
        return names.stream()
                .map(name -> name.kind().word() + where + ": " + name.written())
                .toList();
    }
}
