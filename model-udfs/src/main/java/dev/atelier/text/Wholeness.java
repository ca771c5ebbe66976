package dev.atelier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs that a text is not the whole text and nothing but it. Each finding is words for people; none is a verdict. */
public final class Wholeness {
    private static final String GOES_ON = ",;:-\u2013\u2014&+/(\u201e\u00ab[{";
    private static final String QUOTES = "\"\u201c\u201d\u201e\u00ab\u00bb";
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\{\\{?[^{}\\n]{0,40}+\\}|\\[(?:[A-Z][\\w ]{1,30}+|insert[\\w ]{0,40}+|your[\\w ]{0,40}+)\\]|<[a-z_][\\w ]{0,30}+>|(?<![A-Za-z])(?i:lorem ipsum|TODO|TBD|XXX++)(?![A-Za-z])");
    private static final Pattern LABEL = Pattern.compile(
            "^\\W{0,3}(?i:title|product title|slogan|ad slogan|tagline|headline|description|product description|answer|output|assistant|user"
                    + "|facts|titel|beschreibung|produktbeschreibung|antwort|fakten|shop)\\s?:");
    private static final Pattern PREAMBLE = Pattern.compile(
            "^\\W{0,3}(?i:sure|certainly|of course|here is|here's|here are|as an ai"
                    + "|i'm sorry|i am sorry|i cannot|i can't|gerne|nat\u00fcrlich|hier ist|hier sind|als ki)(?![A-Za-z])");
    /** What was said of the answer and is none: its place among others, how long it is, how it was judged. */
    private static final Pattern COUNT = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?i:(?:number|option|version|variant|variante|candidate|kandidat|slogan|title|titel|answer|antwort|attempt|versuch|nummer)"
                    + " \\d{1,3} (?:of|out of|von) \\d{1,3}|\\(?(?:exactly |at most |genau )?\\d{1,3}[ -](?:words?|characters?|w\u00f6rter|zeichen)(?: long| max| or less)?(?: ?[):.]|$)"
                    + "|(?:word|character) count|\\d{1,3} (?:passed|failed)(?![\\p{L}\\p{N}]))");

    private static final Pattern MARKUP = Pattern.compile(
            "\\*\\*|^#{1,6} |```|</?[a-z]{1,10}+>|&(?:amp|lt|gt|quot|nbsp|#\\d{1,6});|\\\\n", Pattern.MULTILINE);

    private Wholeness() {}

    /**
     * Why the text seems to break off: it ends with a sign or a word after which more must come, inside a bracket or a
     * quotation, or after a whole sentence without an end of its own. Empty for a text that ends.
     *
     * @param cut whether the model ran out of room
     */
    public static List<String> brokenEnd(String text, boolean cut) {
        String end = text.stripTrailing();
        if (end.isEmpty()) {
            return List.of("is empty");
        }
        List<String> why = new ArrayList<>();
        boolean closed = Sentences.ends(end);
        if (cut && !closed) {
            why.add("ran out of room");
        }
        if (GOES_ON.indexOf(end.charAt(end.length() - 1)) >= 0) {
            why.add("ends with " + end.charAt(end.length() - 1));
        }
        List<String> words = Words.of(end);
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        if (!closed && words.size() > 1 && end.endsWith(last) && FunctionWords.cannotEnd(Words.fold(last))) {
            why.add("ends with \"" + last + "\"");
        }
        List<String> sentences = Sentences.of(end);
        if (!closed
                && sentences.size() > 1
                && sentences.subList(0, sentences.size() - 1).stream().allMatch(Sentences::ends)) {
            why.add("its last sentence has no end");
        }
        if (open(end, '(', ')') > 0 || open(end, '[', ']') > 0) {
            why.add("a bracket stays open");
        }
        return why;
    }

    private static int open(String text, char opening, char closing) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open = c == opening ? open + 1 : c == closing ? Math.max(0, open - 1) : open;
        }
        return open;
    }

    /** What does not belong to the text: placeholders, labels, talk before it or of its length and place, markup, quotation marks around it or unpaired. */
    public static List<String> leftovers(String text) {
        List<String> found = new ArrayList<>();
        String body = text.strip();
        for (Pattern kind : List.of(PLACEHOLDER, LABEL, PREAMBLE, COUNT, MARKUP)) {
            Matcher matcher = kind.matcher(body);
            if (matcher.find()) {
                found.add(matcher.group().strip());
            }
        }
        long quotes = body.chars()
                .filter(c -> QUOTES.indexOf(c) >= 0 && !isInches(body, c))
                .count();
        if (quotes == 2 && isQuote(body.charAt(0)) && isQuote(body.charAt(body.length() - 1))) {
            found.add("quotation marks around it");
        } else if (quotes % 2 == 1) {
            found.add("a quotation mark without its other");
        }
        return found;
    }

    private static boolean isQuote(char c) {
        return QUOTES.indexOf(c) >= 0;
    }

    /** {@code 14"}: only where every straight mark stands behind a digit. */
    private static boolean isInches(String text, int quote) {
        if (quote != '"') {
            return false;
        }
        for (int i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) {
            if (i == 0 || !Character.isDigit(text.charAt(i - 1))) {
                return false;
            }
        }
        return true;
    }

    /** Words whose letters belong to more than one of the scripts Latin, Greek and Cyrillic, or hold invisible characters. */
    public static List<String> mixedScripts(String text) {
        return Words.of(text).stream().filter(Wholeness::isMixed).toList();
    }

    private static boolean isMixed(String word) {
        return word.codePoints()
                        .filter(Character::isLetter)
                        .mapToObj(Character.UnicodeScript::of)
                        .filter(s -> s == Character.UnicodeScript.LATIN
                                || s == Character.UnicodeScript.GREEK
                                || s == Character.UnicodeScript.CYRILLIC)
                        .distinct()
                        .count()
                > 1;
    }
}
