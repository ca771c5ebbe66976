package dev.atelier.clean;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the text of a price says. One number is an amount if beside it stands nothing, a currency, or a word that prices
 * have; of a range the first counts. Everything else is a doubt, and a doubt is a flag.
 *
 * @param amount null if it cannot be told; then {@code flags} say why
 * @param currency what the signs in it mean together; null if there are none
 * @param unknownCurrency whether it names a currency that nobody knows
 */
record PriceText(BigDecimal amount, Currencies.Meaning currency, boolean unknownCurrency, List<String> flags) {
    /** Longer texts are no prices. */
    private static final int MAX_CHARS = 200;

    /** Stands for a number among the words; no text has it, since private characters are cleaned away. */
    private static final String NUMBER = "\ue000";

    private static final Set<String> FROM = Set.of("from", "ab", "dès", "desde", "od", "od.", "från", "vanaf", "da");
    private static final Pattern FROM_PHRASE =
            Pattern.compile("(?iu)\\b(?:[àa] partir d[eu']|a partire da|starting (?:at|from)|as low as)(?!\\p{L})");

    /** Behind a number these are no currency; what else is in capitals may be one. */
    private static final Set<String> MEASURES = Set.of(
            "MM", "CM", "KG", "MG", "ML", "CL", "DL", "OZ", "LB", "LBS", "IN", "FT", "GB", "TB", "MB", "PC", "PCS",
            "ST", "STK", "XS", "XL", "XXL", "AM", "PM", "UK", "EU", "US");

    private static final Set<String> RANGE =
            Set.of("-", "...", "..", "\u2026", "~", "to", "bis", "à", "a", "till", "do");
    private static final Set<String> OF_PRICES = Set.of(
            "only", "now", "nur", "jetzt", "price", "preis", "prix", "precio", "prezzo", "pris", "cena", "uvp", "rrp",
            "msrp", "pvp", "incl", "inkl", "inc", "vat", "mwst", "ust", "tva", "ttc", "iva", "moms", "btw");

    /** {@code 15,-}, {@code 15.--}, {@code 15:-} and {@code 15/-}: no cents. */
    private static final Pattern NO_CENTS =
            Pattern.compile(NUMBER + " ? ?(?:[.,:] ?-{1,3}|/ ?[-=])(?! *" + NUMBER + ")");
    /** {@code ½} and small raised cents are digits that no separator tells from the others; braces are of JSON. */
    private static final Pattern NEGATIVE_OR_ODD = Pattern.compile(
            "^[^" + NUMBER + "]*- *" + NUMBER + "|\\( *" + NUMBER + " *\\)|[\\p{No}{}]|" + NUMBER + " *- *$");

    private static final Pattern LETTERS_BEHIND = Pattern.compile("[Dd]ollars? ([A-Z]{2})(?!\\p{L})");

    /** {@code US $ 5}, {@code U.S. dollars}. */
    private static final Pattern LETTERS_APART = Pattern.compile(
            "(?<!\\p{L})(?:([A-Z])\\.?([A-Z])\\.? ?\\$|(?i:([A-Z])\\.?([A-Z])\\.? ?dollars?(?!\\p{L})))");

    private static final Pattern CODE_AND_SIGN = Pattern.compile("([A-Z]{3})(\\p{Sc})|(\\p{Sc})([A-Z]{3})");
    private static final Pattern TWO_CAPITALS = Pattern.compile("[A-Z]{2}");
    private static final String CODE_LIKE = "|[A-Z][a-z]?[A-Z][a-z]?|.*\\p{Sc}.*";
    private static final Pattern CODE_BEFORE = Pattern.compile("[A-Z]{3,4}" + CODE_LIKE);
    private static final Pattern CODE_BEHIND = Pattern.compile("[A-Z]{2,4}" + CODE_LIKE);

    private static final Pattern AROUND = Pattern.compile("^[(.,:;*!]++|(?<![).,:;*!])[).,:;*!]++$");
    private static final Pattern PARTS = Pattern.compile("(?<=[-/(),:;*])|(?=[-/(),:;*])");

    static PriceText of(String text, Locale locale) {
        if (text.length() > MAX_CHARS) {
            return unreadable();
        }
        String plain = withWordsAsSigns(NumberText.plain(text));
        List<NumberText> numbers = NumberText.in(plain, locale);
        StringBuilder rest = new StringBuilder();
        int end = 0;
        for (NumberText number : numbers) {
            rest.append(plain, end, number.start()).append(' ').append(NUMBER).append(' ');
            end = number.end();
        }
        String around = NO_CENTS.matcher(rest.append(plain.substring(end))).replaceAll(NUMBER + " ");
        if (numbers.isEmpty()
                || NEGATIVE_OR_ODD.matcher(around.strip()).find()
                || numbers.stream().anyMatch(n -> abbreviated(plain, n.start()))) {
            return unreadable();
        }
        List<String> words = words(around);
        return Scale.isIn(words, NUMBER) ? unreadable() : judge(numbers, words);
    }

    private static String withWordsAsSigns(String plain) {
        String lower = plain.toLowerCase(Locale.ROOT);
        boolean mayBeFrom = lower.contains("art") || lower.contains("low");
        String from = mayBeFrom ? FROM_PHRASE.matcher(plain).replaceAll("from") : plain;
        if (from.indexOf('$') < 0 && !lower.contains("ollar")) {
            return from.replace("F CFA", "FCFA");
        }
        String dollars = LETTERS_BEHIND.matcher(from).replaceAll("\\$$1");
        return LETTERS_APART.matcher(dollars).replaceAll("$1$2$3$4\\$").replace("F CFA", "FCFA");
    }

    private static PriceText unreadable() {
        return new PriceText(null, null, false, List.of("price_unreadable"));
    }

    /** {@code Rs.500} is a known abbreviation; what the point in {@code EUR.50} means nobody can tell. */
    private static boolean abbreviated(String plain, int start) {
        if (start < 2 || plain.charAt(start - 1) != '.' || !Character.isLetter(plain.charAt(start - 2))) {
            return false;
        }
        return Currencies.named(plain.substring(plain.lastIndexOf(' ', start - 1) + 1, start)) == null;
    }

    private static List<String> words(String around) {
        return Arrays.stream(around.strip().split(" +", -1))
                .flatMap(w -> Currencies.named(w) != null || RANGE.contains(w) ? Stream.of(w) : PARTS.splitAsStream(w))
                .map(w -> Currencies.named(w) != null || RANGE.contains(w)
                        ? w
                        : AROUND.matcher(w).replaceAll(""))
                .filter(w -> !w.isEmpty() && !w.equals("/"))
                .toList();
    }

    private static PriceText judge(List<NumberText> numbers, List<String> words) {
        NumberText first = numbers.get(0);
        boolean range = numbers.size() == 2 && ascending(numbers) && connected(words);
        if ((numbers.size() > 1 && !range) || first.ambiguous()) {
            return new PriceText(null, null, false, List.of("price_ambiguous"));
        }
        Set<String> flags = new TreeSet<>(range ? Set.of("price_range") : Set.of());
        Currencies.Meaning currency = null;
        boolean beside = false;
        boolean unknown = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean behind = i > 0 && words.get(i - 1).equals(NUMBER);
            Currencies.Meaning meaning = meaning(word);
            boolean touches =
                    behind || (i + 1 < words.size() && words.get(i + 1).equals(NUMBER));
            if (meaning != null) {
                currency = currency == null ? meaning : currency.and(meaning);
                beside |= touches;
            } else if (i < words.indexOf(NUMBER) && isFrom(word, words)) {
                flags.add("price_from");
            } else if (touches && looksLikeCurrency(word, behind)) {
                unknown = true;
            } else if (!harmless(word) && !(range && RANGE.contains(word))) {
                flags.add("price_in_text");
            }
        }
        boolean readable = first.value() != null && (beside || !flags.contains("price_in_text"));
        return readable ? new PriceText(first.value(), currency, unknown, List.copyOf(flags)) : unreadable();
    }

    /** Whether one word of a range stands between the first number and the last. */
    private static boolean connected(List<String> words) {
        List<String> between = words.subList(words.indexOf(NUMBER) + 1, words.lastIndexOf(NUMBER));
        return between.stream().filter(RANGE::contains).count() == 1;
    }

    private static boolean harmless(String word) {
        return word.equals(NUMBER) || OF_PRICES.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean ascending(List<NumberText> two) {
        BigDecimal low = two.get(0).value();
        BigDecimal high = two.get(1).value();
        return low != null && high != null && low.compareTo(high) < 0;
    }

    /** Of a word, or of a code and a sign without a blank: {@code USD$}, {@code €EUR}. */
    static Currencies.Meaning meaning(String word) {
        Currencies.Meaning whole = Currencies.named(word);
        Matcher both = CODE_AND_SIGN.matcher(word);
        if (whole != null || !both.matches()) {
            return whole;
        }
        int group = both.group(1) == null ? 3 : 1;
        Currencies.Meaning one = Currencies.named(both.group(group));
        Currencies.Meaning other = Currencies.named(both.group(group + 1));
        return one == null || other == null ? null : one.and(other);
    }

    /** Two capitals are more likely a code, unless another word is one. */
    private static boolean isFrom(String word, List<String> words) {
        return FROM.contains(word.toLowerCase(Locale.ROOT))
                && (!TWO_CAPITALS.matcher(word).matches() || words.stream().anyMatch(w -> meaning(w) != null));
    }

    /** Two capitals before a number are as often a size: {@code EU 42}. */
    private static boolean looksLikeCurrency(String word, boolean behind) {
        return (behind ? CODE_BEHIND : CODE_BEFORE).matcher(word).matches()
                && !MEASURES.contains(word)
                && !OF_PRICES.contains(word.toLowerCase(Locale.ROOT));
    }
}
