package dev.atelier.clean;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that make another amount of a number: {@code 15K}, {@code 2 Mio. €}, {@code 3 lakh}, {@code 99 cents}. */
final class Scale {
    /** One letter may also be a currency, so that it counts only behind a number. */
    private static final Pattern LETTER = Pattern.compile("[kKmMbBlLp]");

    private static final Pattern WORD = Pattern.compile("(?iu)((?-i:[A-Z]{3})|\\p{Sc})?"
            + "([kmb]|mn|bn|tn|mm|mil|mill|mille|millions?|millionen|millones|mio|mln|mrd|mia|mld|mds?|milliards?|milliarden|"
            + "billions?|trillions?|tsd|tausend|thousands?|hundreds?|hundert|dozens?|tys|тыс|тысяч|млн|млрд|"
            + "lakhs?|lacs?|crores?|cr|jt|juta|rb|ribu|tr|triệu|nghìn|"
            + "千|万|萬|億|亿|만|억|cents?|cts?|pence|penny|paise|øre|öre|¢)\\.?"
            + "((?-i:[A-Z]{3})|\\p{Sc})?");

    private Scale() {}

    /** Whether one stands among the words, of which {@code number} stands for each number. */
    static boolean isIn(List<String> words, String number) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean behind = i > 0 && words.get(i - 1).equals(number);
            boolean letter = LETTER.matcher(word).matches();
            if ((letter && behind) || (!letter && scales(word))) {
                return true;
            }
        }
        return false;
    }

    private static boolean scales(String word) {
        Matcher scale = WORD.matcher(word);
        return scale.matches()
                && Currencies.named(word) == null
                && isCurrency(scale.group(1))
                && isCurrency(scale.group(3));
    }

    private static boolean isCurrency(String sign) {
        return sign == null || Currencies.named(sign) != null;
    }
}
