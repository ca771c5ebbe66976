package dev.atelier.text;

import dev.atelier.domain.Require;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that belong to somebody: artists, brands, trademarks. Case, accents, punctuation and invisible characters hide none
 * ({@link FoldedText}), nor does writing two words as one; only whole words count. Time grows with the length of the text and of the
 * longest name, not with the number of names. Immutable.
 */
public final class ProtectedNames {
    private static final Pattern LINE = Pattern.compile("(artist|brand|trademark):\\s*+(\\S.*+)");
    /** Shorter ones written as one word are other words too often. */
    private static final int SHORTEST_JOINED = 7;

    private final Branch root = new Branch();

    /** What a name is of. */
    public enum Kind {
        ARTIST,
        BRAND,
        TRADEMARK;

        /** As it stands in lists and flags. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A name of a list.
     *
     * @param written as the list has it
     * @param capitals whether it counts only with these capitals: a name that is a common word too
     */
    public record Name(Kind kind, String written, boolean capitals) {
        @Override
        public String toString() {
            return kind.word() + ": " + written;
        }
    }

    /** The names that go on with a word, and those that end here. */
    private static final class Branch {
        private final Map<String, Branch> next = new HashMap<>();
        private final List<Name> ends = new ArrayList<>();
    }

    private ProtectedNames() {}

    /**
     * @param lines such as {@code artist: Frida Kahlo}, {@code brand: Lego}, {@code trademark: "Just Do It"}; in quotation marks a
     *     name counts only with these capitals; blank lines and lines that begin with {@code #} are skipped
     * @throws IllegalArgumentException naming the line that has another form
     */
    public static ProtectedNames of(List<String> lines) {
        ProtectedNames names = new ProtectedNames();
        lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(names::add);
        return names;
    }

    private void add(String line) {
        Matcher parts = LINE.matcher(line);
        String name = parts.matches() ? parts.group(2).strip() : "";
        boolean quoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
        String written = quoted ? name.substring(1, name.length() - 1) : name;
        List<String> words = FoldedText.of(written).words();
        Require.that(!words.isEmpty(), "line of protected names", line, "must be artist, brand or trademark: name");
        Name entry = new Name(Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)), written, quoted);
        add(words, entry);
        String joined = String.join("", words);
        if (words.size() > 1 && !quoted && joined.length() >= SHORTEST_JOINED) {
            add(List.of(joined), entry);
        }
    }

    private void add(List<String> words, Name name) {
        Branch branch = root;
        for (String word : words) {
            branch = branch.next.computeIfAbsent(word, w -> new Branch());
        }
        if (!branch.ends.contains(name)) {
            branch.ends.add(name);
        }
    }

    /** The names that a text says, each once, in the order of the text; within a longer one a shorter does not count. */
    public Set<Name> in(String text) {
        Set<Name> found = new LinkedHashSet<>();
        FoldedText folded = FoldedText.of(text);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < folded.words().size(); i++) {
            words.add(owner(folded.words().get(i), folded.written(i, i + 1)));
        }
        int i = 0;
        while (i < words.size()) {
            i = Math.max(i + 1, longest(folded, words, i, found));
        }
        return found;
    }

    /** Adds the longest names that begin with word i; gives the word behind them, or i. */
    private int longest(FoldedText folded, List<String> words, int i, Set<Name> found) {
        int end = i;
        List<Name> names = List.of();
        Branch branch = root;
        for (int k = i; k < words.size(); k++) {
            branch = branch.next.get(words.get(k));
            if (branch == null) {
                break;
            }
            String written = folded.written(i, k + 1);
            List<Name> here = branch.ends.stream()
                    .filter(name -> !name.capitals() || written.startsWith(name.written()))
                    .toList();
            if (!here.isEmpty()) {
                names = here;
                end = k + 1;
            }
        }
        found.addAll(names);
        return end;
    }

    /** {@code lego} of {@code Lego's}. */
    private static String owner(String word, String written) {
        int mark = written.length() - 2;
        boolean ofSomebody = mark > 0
                && word.length() > 1
                && word.endsWith("s")
                && (written.charAt(mark) == '\'' || written.charAt(mark) == '\u2019');
        return ofSomebody ? word.substring(0, word.length() - 1) : word;
    }
}
