package dev.atelier.clean;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What words and signs mean as currencies: ISO 4217 by code, signs by {@code currency-signs.txt}. */
final class Currencies {
    /** Newer than the Java that may run here, or left out of it; ISO 4217 amendments 169 to 179. */
    private static final List<String> NEWER = List.of("SLE", "VED", "XAD", "XCG", "ZWG");
    /** "No currency" and "for tests". */
    private static final Set<String> NO_MONEY = Set.of("XXX", "XTS");
    /** Codes that are words of a price list when they are not in capitals. */
    private static final Set<String> WORDS = Set.of(
            "all", "bam", "bob", "cad", "cop", "cup", "gel", "mad", "mop", "pen", "ron", "rub", "sos", "std", "top",
            "try");

    private static final Set<String> CODES = codes();
    private static final Map<String, Meaning> SIGNS = signs();

    /**
     * What a sign can mean.
     *
     * @param usual which one unless somebody says otherwise; null if nobody can tell
     */
    record Meaning(Set<String> codes, String usual) {
        /** What two signs of one price mean together: {@code $} and {@code CAD} are Canadian. */
        Meaning and(Meaning other) {
            Set<String> both = new TreeSet<>(codes);
            both.retainAll(other.codes);
            return new Meaning(both, usual == null ? other.usual : usual);
        }

        /** The currency meant where prices are in one of {@code likely}; null if that does not decide it. */
        String in(List<String> likely) {
            if (codes.size() == 1) {
                return codes.iterator().next();
            }
            return likely.stream()
                    .filter(codes::contains)
                    .findFirst()
                    .orElse(usual != null && codes.contains(usual) ? usual : null);
        }
    }

    private Currencies() {}

    static boolean known(String code) {
        return CODES.contains(code);
    }

    /** Every code of ISO 4217. */
    static Set<String> codes() {
        Set<String> codes = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toCollection(TreeSet::new));
        codes.addAll(NEWER);
        codes.removeAll(NO_MONEY);
        return codes;
    }

    /** The currency of a locale's region; null without a region, or for one without money. */
    static String of(Locale locale) {
        if (locale == null || !locale.getCountry().matches("[A-Z]{2}")) {
            return null;
        }
        try {
            Currency currency = Currency.getInstance(new Locale("", locale.getCountry()));
            return currency == null ? null : currency.getCurrencyCode();
        } catch (IllegalArgumentException e) {
            return null; // not a region of ISO 3166
        }
    }

    /** What one word or sign means; null if it stands for no currency that is known. */
    static Meaning named(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        Meaning sign = SIGNS.get(word);
        if (sign == null && (word.length() > 2 || !lower.matches("[a-z]*"))) {
            sign = SIGNS.get(lower);
        }
        if (sign != null) {
            return sign;
        } else if (lower.matches("[a-z]{2}\\$|\\$[a-z]{2}")) {
            String local = of(new Locale("", word.replace("$", "").toUpperCase(Locale.ROOT)));
            return local != null && SIGNS.get("$").codes().contains(local) ? one(local) : null;
        }
        String code = word.toUpperCase(Locale.ROOT);
        return CODES.contains(code) && (code.equals(word) || !WORDS.contains(lower)) ? one(code) : null;
    }

    private static Meaning one(String code) {
        return new Meaning(Set.of(code), null);
    }

    private static Map<String, Meaning> signs() {
        Map<String, Meaning> signs = new HashMap<>();
        for (String line : WordLists.lines("currency-signs.txt")) {
            List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
            String sign = words.remove(0);
            String usual =
                    words.stream().filter(w -> w.endsWith("*")).findFirst().orElse(null);
            Set<String> codes = words.stream().map(w -> w.replace("*", "")).collect(Collectors.toSet());
            signs.put(sign, new Meaning(codes, usual == null ? null : usual.replace("*", "")));
        }
        return signs;
    }
}
