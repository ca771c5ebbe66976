package dev.atelier.claims;

import dev.atelier.domain.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What texts state of one item, each statement bound to what the item says, called unsupported or called a contradiction.
 * Linear in the length of the text.
 *
 * <p>Found are amounts with units (compared across units, within the precision in which they are written), counts, prices and
 * shares; materials, colours, places, certificates and listed brands by lists of words that know that oak is wood and navy
 * blue; sizes, ratings, other brands and superlatives by their form. What is denied ("without plastic"), compared ("unlike
 * steel") or of a part ("steel strap") is read as such.
 */
public final class ItemClaims {
    private static final Set<String> MADE_OF =
            Set.of("of", "aus", "solid", "real", "massiv", "echt", "echtem", "massivem");

    private final Lexicon lexicon;
    private final Facts facts;
    private final WordBinding words;
    private final AmountBinding amounts;
    private final Reading name;

    private ItemClaims(Item item, Lexicon lexicon) {
        this.lexicon = lexicon;
        this.facts = Facts.of(item, lexicon);
        this.words = new WordBinding(facts.words(), lexicon);
        this.amounts = new AmountBinding(facts.amounts(), lexicon.taxonomy(Topic.MATERIAL));
        this.name = Reading.of(item.name(), lexicon);
    }

    /** For texts about this item. */
    public static ItemClaims about(Item item) {
        return new ItemClaims(item, Lexicon.builtIn());
    }

    /** The claims of a text, in order. */
    public List<Claim> in(String text) {
        Reading reading = Reading.of(text, lexicon);
        List<Said> stated = Stated.in(reading, facts);
        List<Claim> claims = new ArrayList<>(inWords(reading, stated));
        boolean[] taken = taken(reading, stated);
        Cues cues = new Cues(reading);
        for (Amount amount : Amounts.in(reading, i -> taken[i], facts.ownNouns())) {
            String written = reading.written(amount.first(), amount.last());
            Judged judged = amounts.judge(amount);
            // "every three months" that the item does not speak of is advice and no claim
            boolean advice =
                    judged.support() == Support.UNSUPPORTED && amount.roles().contains(AmountBinding.EVERY);
            if (!advice && !cues.askedAndDenied(amount.last())) {
                claims.add(claim(reading, Kind.NUMBER, amount.first(), amount.last(), written, judged));
            }
        }
        claims.sort(Comparator.comparingInt(Claim::begin).thenComparing(Claim::kind));
        return claims;
    }

    private List<Claim> inWords(Reading reading, List<Said> stated) {
        Map<Integer, List<Said>> byPlace = new LinkedHashMap<>();
        for (Said said : stated) {
            byPlace.computeIfAbsent(said.first(), first -> new ArrayList<>()).add(said);
        }
        List<Claim> claims = new ArrayList<>();
        for (List<Said> readings : byPlace.values()) {
            List<Said> likeliest = likeliest(reading, readings);
            List<Judged> judged = likeliest.stream().map(words::judge).toList();
            int bound = 0;
            while (bound < judged.size() && judged.get(bound).support() != Support.BOUND) {
                bound++;
            }
            int read = bound < judged.size() ? bound : 0;
            Said said = likeliest.get(read);
            claims.add(claim(reading, said.kind(), said.first(), said.last(), said.worded(), judged.get(read)));
        }
        return claims;
    }

    /** Gold is a colour rather than a material, unless something is made of it or the item is of such a metal. */
    private List<Said> likeliest(Reading reading, List<Said> readings) {
        int before = readings.get(0).first() - 1;
        boolean made = facts.precious()
                || (before >= 0 && MADE_OF.contains(reading.token(before).word()));
        List<Said> sorted = new ArrayList<>(readings);
        sorted.sort(Comparator.comparing(said -> (said.kind() == Kind.MATERIAL) != made));
        return sorted;
    }

    /** Numbers of sizes, ratings and the product's name are no amounts. */
    private boolean[] taken(Reading reading, List<Said> stated) {
        boolean[] taken = new boolean[reading.size()];
        for (Said said : stated) {
            if (said.kind() == Kind.SIZE || said.kind() == Kind.CERTIFICATE || said.kind() == Kind.SUPERLATIVE) {
                for (int i = said.first(); i <= said.last(); i++) {
                    taken[i] = true;
                }
            }
        }
        for (int i = 0; i < reading.size(); i++) {
            boolean certified = reading.is(i + 1, "%") && reading.hit(i + 2, Topic.CERTIFICATE) != null;
            taken[i] |= reading.isNumber(i) && (certified || named(reading, i));
        }
        return taken;
    }

    /** Whether a number stands in the name too, beside the same word. */
    private boolean named(Reading reading, int index) {
        for (int i = 0; i < name.size(); i++) {
            if (name.token(i).is(reading.token(index).word())) {
                boolean before =
                        i > 0 && reading.is(index - 1, name.token(i - 1).word());
                boolean behind = name.has(i + 1)
                        && reading.is(index + 1, name.token(i + 1).word());
                if (before || behind) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Claim claim(Reading reading, Kind kind, int first, int last, String value, Judged judged) {
        return new Claim(
                kind,
                reading.written(first, last),
                reading.token(first).begin(),
                reading.token(last).end(),
                value,
                judged.support(),
                judged.attribute(),
                judged.said());
    }
}
