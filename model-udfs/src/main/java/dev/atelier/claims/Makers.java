package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Brands that no list has: names behind "by", "der Marke" and the like, and behind a noun of the product "von". */
final class Makers {
    private static final Set<String> ALWAYS = Set.of("brand", "made by", "from the house of", "marke", "hersteller");

    private Makers() {}

    private static boolean denied(Reading reading, int first, int last) {
        return new Cues(reading).denied(first, last, -1);
    }

    /** @param item which has a brand and is called by nouns */
    static List<Said> in(Reading reading, Facts item) {
        List<Said> found = new ArrayList<>();
        for (int i = 0; i < reading.size(); i++) {
            int own = own(reading, i, item.brand());
            if (own > 0) {
                found.add(new Said(Kind.BRAND, folded(reading, i, i + own - 1), i, i + own - 1));
                i += own - 1;
                continue;
            }
            Hit cue = reading.hit(i, Topic.CUE, "maker");
            if (cue == null || own(reading, cue.end(), item.brand()) > 0 || !name(reading, cue.end())) {
                continue;
            }
            boolean always =
                    cue.length() > 1 || ALWAYS.contains(reading.token(i).word()) || reading.is(i, "by");
            boolean noun = i > 0 && item.nouns().contains(reading.token(i - 1).word());
            noun |= reading.is(cue.end() + 1, "&");
            if (always || noun) {
                int last = last(reading, cue.end());
                if (!denied(reading, cue.end(), last)) {
                    found.add(new Said(Kind.BRAND, folded(reading, cue.end(), last), cue.end(), last));
                }
                i = last;
            }
        }
        return found;
    }

    /** Number of tokens in which the item's own brand stands there, with a capital; 0 if it does not. */
    private static int own(Reading reading, int index, List<String> brand) {
        if (brand.isEmpty() || !reading.capital(index)) {
            return 0;
        }
        for (int i = 0; i < brand.size(); i++) {
            if (!reading.is(index + i, brand.get(i)) && !reading.is(index + i, brand.get(i) + "'s")) {
                return 0;
            }
        }
        return brand.size();
    }

    private static boolean name(Reading reading, int index) {
        return reading.capital(index)
                && !acronym(reading, index)
                && !Exceptions.NO_BRAND.contains(reading.token(index).word())
                && reading.hits(index).stream().noneMatch(hit -> hit.is(Topic.PLACE) || hit.is(Topic.BRAND))
                && (reading.hit(index, Topic.MATERIAL) == null || last(reading, index) > index);
    }

    /** USB, GPS. */
    private static boolean acronym(Reading reading, int index) {
        String written = reading.written(index, index);
        return written.length() <= 4 && written.equals(written.toUpperCase(Locale.ROOT));
    }

    /** A name goes on as long as capitals do: Harbour & Pine. */
    private static int last(Reading reading, int first) {
        int last = first;
        while (last - first < 5) {
            if (reading.capital(last + 1) && !reading.opens(last + 1)) {
                last++;
            } else if (reading.is(last + 1, "&") && reading.capital(last + 2)) {
                last += 2;
            } else {
                return last;
            }
        }
        return last;
    }

    static String folded(Reading reading, int first, int last) {
        StringBuilder name = new StringBuilder();
        for (int i = first; i <= last; i++) {
            String word = reading.token(i).word();
            name.append(i == first ? "" : " ")
                    .append(word.endsWith("'s") ? word.substring(0, word.length() - 2) : word);
        }
        return name.toString();
    }
}
