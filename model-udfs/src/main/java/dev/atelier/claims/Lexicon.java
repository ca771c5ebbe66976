package dev.atelier.claims;

import dev.atelier.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All lists of words, by the first word of each phrase. Immutable once loaded; loaded once. */
final class Lexicon {
    /** A word longer than this is no compound. */
    private static final int LONGEST_COMPOUND = 40;

    private static final int SHORTEST_HALF = 3;
    /** A word of so many letters is known without its accents too. */
    private static final int SAFE_WITHOUT_ACCENTS = 7;

    /**
     * @param written how it must be written; null for any case
     * @param accents whether it is listed with letters beyond ASCII: fur is not f\u00fcr, and short words need their accents
     */
    private record Phrase(List<String> words, String written, boolean accents, Entry entry) {}

    private final Map<String, List<Phrase>> phrases = new HashMap<>();
    private final Map<String, List<Entry>> beginnings = new HashMap<>();
    private final Map<String, List<Entry>> endings = new HashMap<>();
    private final Map<Topic, Taxonomy> taxonomies = new EnumMap<>(Topic.class);

    private static final class Loaded {
        static final Lexicon LEXICON = new Lexicon();
    }

    /** That of the jar. */
    static Lexicon builtIn() {
        return Loaded.LEXICON;
    }

    private Lexicon() {
        for (Topic topic : Topic.values()) {
            List<Map<String, String>> rows = Table.rows(topic.file);
            taxonomies.put(topic, new Taxonomy(rows));
            for (Map<String, String> row : rows) {
                Table.entries(row.get("en")).forEach(word -> put(topic, row.get("value"), word, false));
                Table.entries(row.get("de")).forEach(word -> put(topic, row.get("value"), word, true));
            }
        }
        phrases.values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt(phrase -> -phrase.words().size())));
    }

    Taxonomy taxonomy(Topic topic) {
        return taxonomies.get(topic);
    }

    private void put(Topic topic, String value, String listed, boolean german) {
        boolean adjective = listed.startsWith("^");
        String word = adjective ? listed.substring(1) : listed;
        Entry entry = new Entry(topic, value, adjective);
        if (word.startsWith("=")) {
            phrase(words(word.substring(1)), word.substring(1), word, entry);
            return;
        }
        if (word.startsWith("-")) {
            forms(word.substring(1), german).forEach(form -> half(endings, form, entry));
            return;
        }
        if (word.endsWith("-")) {
            word = word.substring(0, word.length() - 1);
            half(beginnings, Words.fold(word), entry);
        }
        List<String> words = words(word);
        int last = words.size() - 1;
        // a German phrase takes its endings at its end
        for (String form : german ? forms(lastOf(word), true) : List.of(words.get(last))) {
            List<String> formed = new ArrayList<>(words.subList(0, last));
            formed.add(form);
            phrase(formed, null, word, entry);
        }
    }

    private static String lastOf(String phrase) {
        List<Token> tokens = Tokens.of(phrase);
        Token last = tokens.get(tokens.size() - 1);
        return phrase.substring(last.begin(), last.end());
    }

    private static List<String> forms(String word, boolean german) {
        boolean inflects = german && Character.isLetter(word.charAt(0)) && word.length() > 1;
        return inflects
                ? GermanForms.of(Words.fold(word), Character.isUpperCase(word.charAt(0)))
                : List.of(Words.fold(word));
    }

    private static List<String> words(String phrase) {
        return Tokens.of(phrase).stream().map(Token::word).toList();
    }

    private void phrase(List<String> words, String written, String listed, Entry entry) {
        List<Phrase> same = phrases.computeIfAbsent(words.get(0), first -> new ArrayList<>());
        Phrase phrase = new Phrase(List.copyOf(words), written, accents(listed, 0, listed.length()), entry);
        if (!same.contains(phrase)) {
            same.add(phrase);
        }
    }

    private static void half(Map<String, List<Entry>> halves, String half, Entry entry) {
        halves.computeIfAbsent(half, h -> new ArrayList<>()).add(entry);
    }

    /** What begins at a token: phrases, the longest first; where there is none, what the word is compounded of. */
    List<Hit> at(String text, List<Token> tokens, int index) {
        Token first = tokens.get(index);
        List<Phrase> begin = phrases.get(first.word());
        if (begin == null) {
            return compound(text, first, index);
        }
        List<Hit> hits = new ArrayList<>(begin.size());
        boolean states = false;
        for (Phrase phrase : begin) {
            if (matches(phrase, text, tokens, index)) {
                hits.add(new Hit(phrase.entry(), index, phrase.words().size(), ""));
                states |= phrase.entry().topic().states();
            }
        }
        if (!states) {
            hits.addAll(compound(text, first, index));
        }
        return hits;
    }

    private static boolean matches(Phrase phrase, String text, List<Token> tokens, int index) {
        int length = phrase.words().size();
        if (index + length > tokens.size()) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (!tokens.get(index + i).word().equals(phrase.words().get(i))) {
                return false;
            }
        }
        Token last = tokens.get(index + length - 1);
        int begin = tokens.get(index).begin();
        if (phrase.written() != null) {
            return text.substring(begin, last.end()).equals(phrase.written());
        }
        boolean accents = accents(text, begin, last.end());
        return accents == phrase.accents() || (!accents && last.end() - begin >= SAFE_WITHOUT_ACCENTS);
    }

    private static boolean accents(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c > 127 && Character.isLetter(c)) {
                return true;
            }
        }
        return false;
    }

    /** Edelstahl-tasse: only nouns, which have a capital, or stand behind a hyphen. */
    private List<Hit> compound(String text, Token token, int index) {
        if (!token.isWord()) {
            return List.of();
        }
        String word = token.word();
        boolean noun = Character.isUpperCase(text.charAt(token.begin())) || token.joined();
        if (!noun || word.length() < 2 * SHORTEST_HALF || word.length() > LONGEST_COMPOUND) {
            return List.of();
        }
        for (int cut = word.length() - SHORTEST_HALF; cut >= SHORTEST_HALF; cut--) {
            List<Entry> begins = beginnings.get(word.substring(0, cut));
            if (begins != null) {
                String rest = word.substring(cut);
                return hits(begins, index, rest);
            }
        }
        for (int cut = SHORTEST_HALF; cut <= word.length() - SHORTEST_HALF; cut++) {
            List<Entry> ends = endings.get(word.substring(cut));
            if (ends != null) {
                return hits(ends, index, word.substring(0, cut));
            }
        }
        return List.of();
    }

    private static List<Hit> hits(List<Entry> entries, int index, String rest) {
        return entries.stream().map(entry -> new Hit(entry, index, 1, rest)).toList();
    }

    /** What a single folded word means in a list, or null. */
    String value(Topic topic, String word) {
        for (Phrase phrase : phrases.getOrDefault(word, List.of())) {
            if (phrase.words().size() == 1 && phrase.entry().topic() == topic) {
                return phrase.entry().value();
            }
        }
        return null;
    }
}
