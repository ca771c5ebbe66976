package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Places that no list has, by what stands before them: made in Como, handgefertigt in Markneukirchen. */
final class Origins {
    /** Words for making that stand right before "in". */
    private static final Set<String> MADE = Set.of(
            "made",
            "handmade",
            "crafted",
            "handcrafted",
            "manufactured",
            "produced",
            "woven",
            "knitted",
            "sewn",
            "brewed",
            "roasted",
            "built",
            "hergestellt",
            "gefertigt",
            "handgefertigt",
            "handgemacht",
            "produziert",
            "genaht",
            "gewebt",
            "gestrickt",
            "gebraut",
            "gerostet",
            "gebaut");

    private Origins() {}

    static List<Said> in(Reading reading) {
        List<Said> found = new ArrayList<>();
        for (int i = 2; i < reading.size(); i++) {
            boolean made = reading.is(i - 1, "in")
                    && MADE.contains(reading.token(i - 2).word())
                    && reading.capital(i)
                    && unlisted(reading, i);
            if (made) {
                found.add(new Said(Kind.PLACE, reading.token(i).word(), i, i));
            }
        }
        return found;
    }

    private static boolean unlisted(Reading reading, int index) {
        return !Exceptions.NO_PLACE.contains(reading.token(index).word())
                && reading.hits(index).stream()
                        .noneMatch(hit -> hit.entry().topic().states() || hit.is(Topic.CUE));
    }
}
