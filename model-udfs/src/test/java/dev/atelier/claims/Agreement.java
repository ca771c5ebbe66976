package dev.atelier.claims;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How what the rules call a fault agrees with what is marked as one: the same kind in overlapping stretches. */
final class Agreement {
    /** Counts of one kind. */
    static final class Counts {
        int marked;
        int found;
        int called;
        int right;
        int sameWord;

        double recall() {
            return marked == 0 ? 1 : (double) found / marked;
        }

        double precision() {
            return called == 0 ? 1 : (double) right / called;
        }
    }

    private final Map<Kind, Counts> kinds = new EnumMap<>(Kind.class);
    private final Counts all = new Counts();
    private final List<String> disagreements = new ArrayList<>();

    private Agreement() {
        for (Kind kind : Kind.values()) {
            kinds.put(kind, new Counts());
        }
    }

    static Agreement on(List<MarkedText> texts) {
        Agreement agreement = new Agreement();
        texts.forEach(agreement::add);
        return agreement;
    }

    Counts all() {
        return all;
    }

    Counts of(Kind kind) {
        return kinds.get(kind);
    }

    List<String> disagreements() {
        return disagreements;
    }

    private void add(MarkedText text) {
        List<Claim> doubtful = ItemClaims.about(text.item()).in(text.text()).stream()
                .filter(Claim::doubtful)
                .toList();
        for (MarkedText.Fault fault : text.faults()) {
            List<Claim> same =
                    doubtful.stream().filter(claim -> meets(claim, fault)).toList();
            boolean word = same.stream().anyMatch(claim -> claim.support() == fault.support());
            for (Counts counts : List.of(all, of(fault.kind()))) {
                counts.marked++;
                counts.found += same.isEmpty() ? 0 : 1;
                counts.sameWord += word ? 1 : 0;
            }
            if (same.isEmpty()) {
                disagreements.add("missed " + fault.kind().word() + " \""
                        + text.text().substring(fault.begin(), fault.end()) + "\" in: " + text.text());
            }
        }
        for (Claim claim : doubtful) {
            boolean right = text.faults().stream().anyMatch(fault -> meets(claim, fault));
            for (Counts counts : List.of(all, of(claim.kind()))) {
                counts.called++;
                counts.right += right ? 1 : 0;
            }
            if (!right) {
                disagreements.add("wrongly " + claim.sentence() + " in: " + text.text());
            }
        }
    }

    private static boolean meets(Claim claim, MarkedText.Fault fault) {
        return claim.kind() == fault.kind() && claim.begin() < fault.end() && fault.begin() < claim.end();
    }

    /** A table of the figures. */
    String table() {
        StringBuilder table = new StringBuilder("kind          marked  recall  called  precision  same word\n");
        for (Kind kind : Kind.values()) {
            table.append(line(kind.word(), of(kind)));
        }
        return table.append(line("all", all)).toString();
    }

    private static String line(String name, Counts counts) {
        return String.format(
                Locale.ROOT,
                "%-12s %7d %7.3f %7d %10.3f %10.3f%n",
                name,
                counts.marked,
                counts.recall(),
                counts.called,
                counts.precision(),
                counts.found == 0 ? 1.0 : (double) counts.sameWord / counts.found);
    }
}
