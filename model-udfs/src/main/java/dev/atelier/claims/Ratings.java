package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Ratings that are found by their form: {@code IP67}, {@code IPX4}, energy class {@code A}, {@code ISO 9001}. */
final class Ratings {
    private static final Set<String> ENERGY = Set.of("energieklasse", "energieeffizienzklasse", "effizienzklasse");
    /** Bodies whose standards have numbers. */
    private static final Set<String> NORMS = Set.of("iso", "en", "din", "astm", "ansi", "iec", "vde");

    private static final String IP_DIGITS = "0123456789x";

    private Ratings() {}

    static List<Said> in(Reading reading, String attributeName) {
        List<Said> found = new ArrayList<>();
        for (int i = 0; i < reading.size(); i++) {
            Token token = reading.token(i);
            String ip = ip(token.word());
            if (ip != null) {
                found.add(new Said(Kind.CERTIFICATE, ip, i, i));
            } else if (token.is("ip")
                    && reading.isNumber(i + 1)
                    && ip("ip" + reading.token(i + 1).word()) != null) {
                found.add(new Said(Kind.CERTIFICATE, "ip" + reading.token(i + 1).word(), i, i + 1));
            } else if (NORMS.contains(token.word()) && reading.capital(i) && reading.isNumber(i + 1)) {
                String norm = token.word() + " " + reading.token(i + 1).word();
                found.add(new Said(Kind.CERTIFICATE, norm, i, i + 1));
            } else if (energy(reading, i, attributeName)) {
                found.add(new Said(Kind.CERTIFICATE, "energy class " + token.word(), i, i));
            }
        }
        return found;
    }

    private static String ip(String word) {
        boolean form = word.length() == 4
                && word.startsWith("ip")
                && IP_DIGITS.indexOf(word.charAt(2)) >= 0
                && IP_DIGITS.indexOf(word.charAt(3)) >= 0;
        return form ? word : null;
    }

    private static boolean energy(Reading reading, int index, String attributeName) {
        Token token = reading.token(index);
        if (token.word().length() != 1 || "abcdefg".indexOf(token.word()) < 0 || !reading.capital(index)) {
            return false;
        }
        String name = attributeName.toLowerCase(Locale.ROOT);
        if (name.startsWith("energy") || name.startsWith("energie")) {
            return true;
        }
        return (index > 0 && ENERGY.contains(reading.token(index - 1).word()))
                || (index > 1
                        && Set.of("class", "rating", "efficiency")
                                .contains(reading.token(index - 1).word())
                        && Set.of("energy", "efficiency")
                                .contains(reading.token(index - 2).word()));
    }

    /** Whether both are ratings of one scale, so that only one of them is true. */
    static boolean sameScale(String one, String other) {
        return (one.startsWith("energy class ") && other.startsWith("energy class "))
                || (ip(one) != null && ip(other) != null);
    }

    /** Whether a rating says a word too: {@code ip67} is waterproof, {@code ipx4} splash proof. */
    static boolean means(String rating, String word) {
        if (ip(rating) == null) {
            return false;
        }
        int water = IP_DIGITS.indexOf(rating.charAt(3)) % 10;
        return (water >= 7 && word.equals("waterproof"))
                || (water >= 3 && (word.equals("water resistant") || word.equals("splash proof")));
    }
}
