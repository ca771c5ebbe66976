package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Sizes that things come in: {@code XL}, {@code size M}, {@code EU 41}, {@code A5}, {@code king size}, {@code one size}. */
final class Sizes {
    private static final List<String> LETTERS = List.of("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "4xl", "5xl");
    private static final Map<String, String> SAME =
            Map.of("2xl", "xxl", "3xl", "xxxl", "small", "s", "medium", "m", "large", "l", "klein", "s", "mittel", "m");
    private static final Set<String> SYSTEMS = Set.of("eu", "uk", "us");
    private static final Set<String> BEDS = Set.of("king", "queen", "single", "double", "twin", "super");
    private static final Set<String> ONE = Set.of("einheitsgrosse", "universalgrosse", "onesize");

    private final Reading reading;
    private final boolean attribute;
    private final List<Said> found = new ArrayList<>();

    private Sizes(Reading reading, boolean attribute) {
        this.reading = reading;
        this.attribute = attribute;
    }

    /** @param attribute whether the text is the value of an attribute for sizes, where {@code M} needs no "size" before it */
    static List<Said> in(Reading reading, boolean attribute) {
        Sizes sizes = new Sizes(reading, attribute);
        int i = 0;
        while (i < reading.size()) {
            i = Math.max(i + 1, sizes.from(i));
        }
        return sizes.found;
    }

    /** Whether an attribute of that name is for sizes. */
    static boolean named(String attributeName) {
        String name = attributeName.toLowerCase(Locale.ROOT);
        return name.contains("size")
                || name.contains("gr\u00f6\u00dfe")
                || name.contains("groesse")
                || name.equals("taille");
    }

    private int from(int i) {
        Token token = reading.token(i);
        Hit cue = reading.hit(i, Topic.CUE, "size");
        if (cue != null || (attribute && i == 0)) {
            int end = list(cue == null ? i : cue.end());
            if (end > 0) {
                return end;
            }
        }
        if (SYSTEMS.contains(token.word()) && upper(i) && number(i + 1)) {
            return add(token.word() + " " + plain(i + 1), i, i + 1);
        }
        if (token.isWord() && LETTERS.indexOf(letter(token.word())) >= 5 && upper(i)) {
            return add(letter(token.word()), i, i);
        }
        if (xl(i)) {
            return add(letter(token.word() + "xl"), i, i + 1);
        }
        return named(i);
    }

    /** 2XL is cut in two. */
    private boolean xl(int i) {
        return reading.isNumber(i)
                && reading.token(i).word().length() == 1
                && reading.is(i + 1, "xl")
                && reading.token(i + 1).tight();
    }

    private int named(int i) {
        Token token = reading.token(i);
        boolean size = reading.is(i + 1, "size") || reading.is(i + 1, "sized");
        if (BEDS.contains(token.word()) && size) {
            return add("bed " + token.word(), i, i + 1);
        }
        if (token.is("one") && size) {
            return add("one size", i, i + 1);
        }
        if (ONE.contains(token.word())) {
            return add("one size", i, i);
        }
        boolean din = token.word().length() == 2
                && token.word().charAt(0) == 'a'
                && "01234567".indexOf(token.word().charAt(1)) >= 0
                && upper(i);
        return din ? add("paper " + token.word(), i, i) : i;
    }

    /** Behind "size": one, or several: S, M and L; S to XL; 36-41. */
    private int list(int from) {
        int at = reading.is(from, ":") ? from + 1 : from;
        int end = one(at, at);
        int next = end;
        while (end > 0 && next > 0) {
            end = next;
            boolean more = reading.is(end, ",")
                    || reading.is(end, "and")
                    || reading.is(end, "und")
                    || reading.is(end, "or")
                    || reading.is(end, "oder")
                    || reading.is(end, "/")
                    || range(end);
            boolean joined = reading.has(end) && reading.token(end).joined();
            next = more ? one(end + 1, end + 1) : joined ? one(end, end) : 0;
        }
        return end;
    }

    private boolean range(int i) {
        return reading.is(i, "to") || reading.is(i, "bis") || reading.is(i, "\u2013");
    }

    private int one(int at, int first) {
        if (!reading.has(at)) {
            return 0;
        }
        Token token = reading.token(at);
        String letter = letter(token.word());
        if (LETTERS.contains(letter) && (upper(at) || SAME.containsKey(token.word()))) {
            return add(letter, first, at);
        }
        if (SYSTEMS.contains(token.word()) && upper(at) && number(at + 1)) {
            return add(token.word() + " " + plain(at + 1), first, at + 1);
        }
        if (xl(at)) {
            return add(letter(token.word() + "xl"), first, at + 1);
        }
        boolean unit =
                reading.hit(at + 1, Topic.UNIT) != null || reading.is(at + 1, "x") || reading.is(at + 1, "\u00d7");
        return number(at) && !unit ? add("any " + plain(at), first, at) : 0;
    }

    private boolean number(int i) {
        return reading.isNumber(i) && reading.token(i).word().length() <= 4;
    }

    private String plain(int i) {
        return reading.token(i).word().replace(',', '.');
    }

    private boolean upper(int i) {
        return reading.capital(i);
    }

    private static String letter(String word) {
        return SAME.getOrDefault(word, word);
    }

    private int add(String value, int first, int last) {
        found.add(new Said(Kind.SIZE, value, first, last));
        return last + 1;
    }

    /** Whether both say the same: {@code any 41} is every system's 41. */
    static boolean same(String one, String other) {
        return one.equals(other) || sameNumber(one, other) || sameNumber(other, one);
    }

    private static boolean sameNumber(String any, String of) {
        return any.startsWith("any ")
                && of.endsWith(any.substring("any".length()))
                && scale(of).equals("shoe");
    }

    /** The scale that a size is of; only on one scale can two sizes contradict. */
    static String scale(String size) {
        if (size.equals("one size") || LETTERS.contains(size)) {
            return "letter";
        }
        return size.startsWith("bed ") ? "bed" : size.startsWith("paper ") ? "paper" : "shoe";
    }

    /** Where a size stands on the scale of letters; -1 if it is none of them. A range takes in what stands between. */
    static int letterPlace(String size) {
        return LETTERS.indexOf(size);
    }
}
