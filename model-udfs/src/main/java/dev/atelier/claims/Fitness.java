package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a thing is fit for or free of, by the form of words that no list has: reef-safe, trinkwassergeeignet, chlorfrei. */
final class Fitness {
    private static final Set<String> ENGLISH =
            Set.of("certified", "approved", "tested", "safe", "proof", "resistant", "recommended");
    private static final List<String> GERMAN = List.of("geeignet", "tauglich", "zertifiziert", "gepruft", "getestet");
    private static final List<String> FREE = List.of("frei", "freie", "freies", "freier", "freien", "freiem");
    private static final List<String> FORMS = List.of("", "e", "es", "er", "en", "em");
    private static final int SHORTEST = 4;
    private static final int LONGEST = 40;

    private Fitness() {}

    static List<Said> in(Reading reading) {
        List<Said> found = new ArrayList<>();
        for (int i = 0; i < reading.size(); i++) {
            Token token = reading.token(i);
            int length = token.word().length();
            if (!token.isWord() || length < SHORTEST || length > LONGEST || listed(reading, i)) {
                continue;
            }
            boolean free = token.is("free") && token.joined() && i > 0 && unlistedFreedom(reading, i - 1);
            boolean fit = token.joined()
                    && ENGLISH.contains(token.word())
                    && reading.isWord(i - 1)
                    && !listed(reading, i - 1);
            if (free || fit) {
                String value = reading.token(i - 1).word() + " " + token.word();
                found.add(new Said(Kind.CERTIFICATE, value, i - 1, i));
            } else if (fits(token.word())) {
                found.add(new Said(Kind.CERTIFICATE, token.word(), i, i));
            } else {
                free(reading, i, found);
            }
        }
        return found;
    }

    /** Acid-free: what no list knows as a substance or a material. */
    private static boolean unlistedFreedom(Reading reading, int index) {
        return reading.isWord(index)
                && reading.hit(index, Topic.SUBSTANCE) == null
                && reading.hit(index, Topic.MATERIAL) == null
                && !listed(reading, index);
    }

    private static boolean listed(Reading reading, int index) {
        return reading.hit(index, Topic.CERTIFICATE) != null
                || reading.hit(index, Topic.SUPERLATIVE) != null
                || reading.hit(index, Topic.IDIOM) != null;
    }

    private static boolean fits(String word) {
        for (String ending : GERMAN) {
            int at = word.lastIndexOf(ending);
            if (at >= 3 && FORMS.contains(word.substring(at + ending.length()))) {
                return true;
            }
        }
        return false;
    }

    /** Chlorfrei, plastikfreie. */
    private static void free(Reading reading, int index, List<Said> found) {
        String word = reading.token(index).word();
        int at = word.lastIndexOf("frei");
        if (at < 3 || !FREE.contains(word.substring(at))) {
            return;
        }
        String of = word.substring(0, at);
        String material = reading.lexicon().value(Topic.MATERIAL, of);
        if (material != null) {
            found.add(new Said(Kind.MATERIAL, material, true, "", index, index));
        } else {
            String substance = reading.lexicon().value(Topic.SUBSTANCE, of);
            found.add(new Said(Kind.CERTIFICATE, (substance == null ? of : substance) + " free", index, index));
        }
    }
}
