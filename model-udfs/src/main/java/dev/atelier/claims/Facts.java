package dev.atelier.claims;

import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an item says: in its name, description, brand, price and attributes. */
final class Facts {
    private static final Set<String> YES = Set.of("yes", "true", "ja", "y", "1");
    private static final Set<String> PRECIOUS = Set.of("gold", "silver", "copper", "bronze");
    private static final Set<String> NO = Set.of("no", "false", "nein", "n", "0");

    private final Lexicon lexicon;
    private final List<Fact> words = new ArrayList<>();
    private final List<AmountFact> amounts = new ArrayList<>();
    private final Set<String> ownParts = new HashSet<>();
    private final Set<String> ownNouns = new HashSet<>();
    private final Set<String> nouns = new HashSet<>();
    private List<String> brand = List.of();

    private Facts(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    static Facts of(Item item, Lexicon lexicon) {
        Facts facts = new Facts(lexicon);
        facts.called(item.name());
        facts.called(item.category());
        facts.called(item.attribute("type").orElse(null));
        facts.others(item.name());
        facts.brand(item);
        for (Attribute attribute : item.attributes()) {
            facts.attribute(attribute.name(), attribute.value());
        }
        facts.text("name", item.name());
        facts.text("description", item.description());
        facts.price(item);
        return facts;
    }

    List<Fact> words() {
        return words;
    }

    List<AmountFact> amounts() {
        return amounts;
    }

    /** Parts that the thing itself is named by. */
    Set<String> ownParts() {
        return ownParts;
    }

    /** Stems of what the item counts and is called by. */
    Set<String> ownNouns() {
        return ownNouns;
    }

    /** Folded words that the thing is called by. */
    Set<String> nouns() {
        return nouns;
    }

    /** Folded words of the brand's name; none if the item has no brand. */
    List<String> brand() {
        return brand;
    }

    /** Whether the thing is of a metal that is a colour too. */
    boolean precious() {
        return words.stream()
                .anyMatch(fact -> fact.defining()
                        && fact.said().kind() == Kind.MATERIAL
                        && PRECIOUS.contains(fact.said().value()));
    }

    private void called(String text) {
        if (text == null) {
            return;
        }
        ownParts.addAll(Parts.named(Reading.of(text, lexicon)));
        for (String word : Words.of(text)) {
            nouns.add(Words.fold(word));
            ownNouns.add(Words.stem(word));
        }
    }

    /** Kinds of other things that this one is: jeans are clothes. */
    private void others(String name) {
        Reading reading = Reading.of(name, lexicon);
        for (int i = 0; i < reading.size(); i++) {
            Hit other = reading.hit(i, Topic.OTHER);
            if (other != null) {
                ownParts.add(other.entry().value());
            }
        }
    }

    private void text(String where, String text) {
        if (text == null) {
            return;
        }
        Reading reading = Reading.of(text, lexicon);
        boolean name = where.equals("name");
        for (Said said : Stated.in(reading, this)) {
            boolean defining = said.kind() == Kind.PLACE || (name && undefined(said.kind()));
            words.add(new Fact(said, where, reading.written(said.first(), said.last()), defining));
        }
        for (Amount amount : Amounts.in(reading, i -> false, Counted.ALL)) {
            amount(amount, where, reading);
        }
    }

    /** A name says what a thing is where no attribute does. */
    private boolean undefined(Kind kind) {
        return words.stream().noneMatch(fact -> fact.said().kind() == kind && fact.defining());
    }

    private void amount(Amount amount, String where, Reading reading) {
        amounts.add(new AmountFact(amount, where, reading.written(amount.first(), amount.last())));
        ownNouns.addAll(amount.nouns());
    }

    private void attribute(String name, String value) {
        Reading reading = Reading.of(value, lexicon);
        Reading named = Reading.of(name, lexicon);
        String part = Parts.named(named).stream().findFirst().orElse(Stated.only(name) == null ? name : "");
        for (Said said : Stated.inAttribute(reading, name)) {
            String of = said.part().isEmpty() ? part : said.part();
            Said whole = new Said(said.kind(), said.value(), said.negated(), of, said.first(), said.last());
            words.add(new Fact(whole, name, value, true));
        }
        unlisted(reading, name, value);
        yesOrNo(named, name, value);
        attributeAmounts(reading, named, name);
    }

    /** A material, colour or place that no list has is known by its words. */
    private void unlisted(Reading reading, String name, String value) {
        Kind kind = Stated.only(name);
        boolean listed = words.stream()
                .anyMatch(fact -> fact.said().kind() == kind && fact.attribute().equals(name));
        if (kind != null && !listed && reading.size() > 0) {
            words.add(new Fact(new Said(kind, Words.fold(value), 0, reading.size() - 1), name, value, true));
        }
    }

    /** vegan = yes; and what a name only speaks of, such as cutting depth steel = 8 mm. */
    private void yesOrNo(Reading named, String name, String value) {
        String answer = Words.fold(value).strip();
        boolean no = NO.contains(answer);
        boolean defining = no || YES.contains(answer);
        for (Said said : Statements.inAttribute(named)) {
            Said so = new Said(said.kind(), said.value(), no, said.part(), said.first(), said.last());
            words.add(new Fact(so, name, value, defining));
        }
    }

    private void attributeAmounts(Reading reading, Reading named, String name) {
        Set<String> roles = Roles.named(named);
        List<Amount> found = Amounts.in(reading, i -> false, ownNouns);
        for (Amount amount : found) {
            boolean share = amount.units().get(0).dimension().equals("share");
            Set<String> of = share ? amount.roles().isEmpty() ? Counted.named(named) : amount.roles() : roles;
            Set<String> counted = new HashSet<>(amount.nouns());
            if (amount.count()) {
                counted.addAll(Counted.named(named));
            }
            amount(with(amount, amount.units(), of.isEmpty() ? amount.roles() : of, counted), name, reading);
        }
        if (found.isEmpty()) {
            bare(reading, named, name, roles);
        }
    }

    /** A number alone: its unit stands in the attribute's name, or it counts what that names. */
    private void bare(Reading reading, Reading named, String name, Set<String> roles) {
        for (int i = 0; i < reading.size(); i++) {
            Numeral numeral = Numerals.at(reading, i);
            if (numeral != null) {
                List<Unit> units = unitOf(named, roles);
                Amount amount = new Amount(
                        List.of(numeral),
                        units,
                        roles,
                        Counted.named(named),
                        false,
                        Amount.Bound.EXACT,
                        i,
                        numeral.end() - 1);
                amount(amount, name, reading);
                i = numeral.end() - 1;
            }
        }
    }

    private static List<Unit> unitOf(Reading named, Set<String> roles) {
        for (int i = 0; i < named.size(); i++) {
            Hit unit = named.hit(i, Topic.UNIT);
            if (unit != null && named.size() > 1) {
                return List.of(Unit.of(unit.entry().value()));
            }
        }
        return List.of(roles.contains("age") ? Unit.of("year") : Unit.COUNT);
    }

    private static Amount with(Amount amount, List<Unit> units, Set<String> roles, Set<String> nouns) {
        return new Amount(
                amount.numerals(), units, roles, nouns, amount.range(), amount.bound(), amount.first(), amount.last());
    }

    private void brand(Item item) {
        if (item.brand() != null) {
            Reading reading = Reading.of(item.brand(), lexicon);
            if (reading.size() > 0) {
                brand = reading.words();
                String folded = Makers.folded(reading, 0, reading.size() - 1);
                words.add(new Fact(new Said(Kind.BRAND, folded, 0, reading.size() - 1), "brand", item.brand(), true));
            }
        }
    }

    private void price(Item item) {
        if (item.price() == null || item.currency() == null) {
            return;
        }
        String currency = item.currency().toLowerCase(Locale.ROOT);
        Unit listed = Unit.of(currency);
        Unit unit = listed == null ? new Unit(currency, "money " + currency, 1) : listed;
        Numeral numeral = new Numeral(item.price(), 0.005, false, 1);
        Amount amount =
                new Amount(List.of(numeral), List.of(unit), Set.of("price"), Set.of(), false, Amount.Bound.EXACT, 0, 0);
        amounts.add(
                new AmountFact(amount, "price", String.format(Locale.ROOT, "%.2f %s", item.price(), item.currency())));
    }
}
