package dev.atelier.personal;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A number that a country gives its people.
 *
 * @param kind what stands in its place
 * @param fewestDigits in all of a text that can have one
 * @param shape how it is written, between the edges of {@link Near}
 * @param alone how it is written where it needs no word before it; null for never
 * @param check over its letters and digits
 * @param words that announce it
 */
record NationalNumber(
        String country,
        String kind,
        int fewestDigits,
        Pattern shape,
        Pattern alone,
        Predicate<String> check,
        Pattern words) {
    static NationalNumber of(
            String country,
            String kind,
            int fewestDigits,
            String shape,
            String alone,
            Predicate<String> check,
            String words) {
        return new NationalNumber(
                country,
                kind,
                fewestDigits,
                Pattern.compile(Near.START + "(?:" + shape + ")" + Near.END),
                alone == null ? null : Pattern.compile(alone),
                check,
                Near.words(words));
    }

    String mask(String label, String text) {
        return Near.replace(shape, text, kind, found -> isMeant(label, text, found));
    }

    private boolean isMeant(String label, String text, MatchResult found) {
        if (!check.test(found.group().replaceAll("[^A-Z0-9]", ""))) {
            return false;
        } else if (Near.says(words, label, text, found.start())) {
            return true;
        }
        return alone != null && alone.matcher(found.group()).matches() && !Near.isPart(label, text, found.start());
    }
}
