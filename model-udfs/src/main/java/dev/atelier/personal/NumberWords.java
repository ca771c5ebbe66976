package dev.atelier.personal;

import dev.atelier.text.WordFile;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the words before a number say that it is: the lists {@code words-before-*.txt}, the nearest word first. */
final class NumberWords {
    private static final Set<String> PHONE_WORDS = words("words-before-phones.txt");
    private static final Set<String> CONTACT_WORDS = words("words-before-contacts.txt");
    private static final Set<String> PART_WORDS = words("words-before-parts.txt");
    private static final Set<String> GOODS_WORDS = words("words-before-goods.txt");
    private static final Set<String> SHORT_FOR_NUMBER = Set.of("no", "nr", "n°", "nº", "#", "№", "num");
    /** Mean what the word before them means: {@code phone number}, {@code part number}. */
    private static final Set<String> NEUTRAL = Set.of(
            "number", "numbers", "nummer", "nummern", "numéro", "numero", "or", "and", "oder", "und", "ou", "et", "at",
            "on", "to", "under", "us", "an", "uns", "au", "numer", "nummers", "número", "números", "y", "e", "i", "lub",
            "of", "op", "naar", "al", "allo", "pod", "na", "ons", "de", "del", "della", "do", "nas");

    /** Words made as they are needed: Chargennummer, Farbcode, Infonummer, partno. */
    private static final Pattern COMPOUND = Pattern.compile("(\\p{L}{2,}?)(nummern?|numbers?|code|nr|no|id)");

    /** How many words before a number are looked at. */
    private static final int LOOK_BACK_WORDS = 4;

    /** So near a word of goods, which are in many texts, belongs to the number. */
    private static final int NEAR_WORDS = 2;

    /** {@code P/N}, {@code S.N.} and the number of an order are one word; free of charge names no batch (German Charge). */
    private static final Pattern TOKEN =
            Pattern.compile("(?iu:free of charge|(?:order|customer|client|booking|reservation) (?:number|id|code)"
                    + "|num[eé]r[oa]? (?:de |di |d['’])?(?:commande|client|réservation|ordine|cliente|prenotazione|pedido|reserva"
                    + "|zamówienia|klienta|rezerwacji)(?!\\p{L}))"
                    + "|(?<![\\p{L}\\d])\\p{L}[/.]\\p{L}(?![\\p{L}\\d])|\\p{L}++[°º]?|[#№]|\\d[\\p{L}\\d]*+|[.!?;:]");

    private static final Pattern ASKED =
            Pattern.compile("(?:[:?]|(?<!\\p{L})(?:at|on|under|unter|au|an|op|naar|al|allo|pod|na))\\s*$");

    private NumberWords() {}

    private static Set<String> words(String file) {
        return WordFile.lines(NumberWords.class, file).stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Words that no number of a product follows, in lower case. */
    static Set<String> phones() {
        return PHONE_WORDS;
    }

    /** What the words before a number say that it is. */
    enum Announced {
        PHONE,
        /** A word of contact right before the number, or led up to it: {@code Contact Jane:}. */
        ASKED,
        CONTACT,
        PART,
        NOTHING
    }

    static Announced announced(String before) {
        List<String> tokens = TOKEN.matcher(before)
                .results()
                .map(r -> r.group().toLowerCase(Locale.ROOT))
                .toList();
        Announced said = Announced.NOTHING;
        int words = 0;
        for (int i = tokens.size() - 1; i >= 0 && words < LOOK_BACK_WORDS; i--) {
            String token = tokens.get(i);
            Announced here = meaning(token, words);
            if (here == Announced.PHONE) {
                return here;
            } else if (SHORT_FOR_NUMBER.contains(token)) {
                said = Announced.PART; // unless it is a phone no.
                words = LOOK_BACK_WORDS - 2;
            } else if (said == Announced.NOTHING && here == Announced.PART) {
                return here;
            } else if (said == Announced.NOTHING && here == Announced.CONTACT) {
                said = words == 0 || ASKED.matcher(before).find() ? Announced.ASKED : here;
            } else if (token.matches("[!;]") || (token.equals(".") && i > 0 && !known(tokens.get(i - 1)))) {
                return said; // another sentence
            }
            words += Character.isLetter(token.codePointAt(0)) && !NEUTRAL.contains(token) ? 1 : 0;
        }
        return said;
    }

    private static Announced meaning(String token, int wordsBehind) {
        if (token.startsWith("num") && token.indexOf(' ') > 0) {
            return Announced.PART; // numero d'ordine
        }
        String word = token.replaceAll("[/. ]", "");
        Matcher compound = COMPOUND.matcher(word);
        if (PHONE_WORDS.contains(word)) {
            return Announced.PHONE;
        } else if (PART_WORDS.contains(word) || (wordsBehind < NEAR_WORDS && GOODS_WORDS.contains(word))) {
            return Announced.PART;
        } else if (CONTACT_WORDS.contains(word)) {
            return Announced.CONTACT;
        } else if (compound.matches()) {
            return ofCompound(compound.group(1), compound.group(2));
        }
        return Announced.NOTHING;
    }

    private static Announced ofCompound(String head, String end) {
        if (PHONE_WORDS.contains(head) || CONTACT_WORDS.contains(head)) {
            return Announced.PHONE;
        }
        boolean part = end.length() > 2 || PART_WORDS.contains(head) || GOODS_WORDS.contains(head); // casino is none
        return part ? Announced.PART : Announced.NOTHING;
    }

    private static boolean known(String word) {
        Announced meaning = meaning(word, 0);
        return meaning == Announced.PHONE || meaning == Announced.PART || Character.isDigit(word.charAt(0));
    }
}
