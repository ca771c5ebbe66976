package dev.atelier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What harms people when it is said, by lists of words ({@code harm.tsv}) and by what stands beside them: that a cleaner kills
 * germs harms nobody, a leaflet may speak of an overdose, a game of dragons that are slain. Disguises are undone as for a
 * {@link Blocklist}. Only what stands in one sentence is read together.
 */
public final class Harm {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}@$]++");
    /** Words between what is done and to whom. */
    private static final int REACH = 4;

    private static final Map<String, List<List<String>>> LISTS = new HashMap<>();
    private static final List<Entry> ENTRIES = entries();

    /** When words of a kind harm. */
    private enum When {
        ALWAYS,
        PERSON,
        GROUP,
        OPEN
    }

    private record Entry(String kind, When when, List<String> words) {}

    /**
     * One place.
     *
     * @param kind such as {@code violence}
     * @param words folded, such as {@code kill yourself}
     */
    public record Hit(String kind, String words) {}

    private Harm() {}

    private static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (String line : WordFile.lines(Harm.class, "harm.tsv")) {
            String[] columns = line.split("\t", -1);
            for (String words : columns[2].split(", ", -1)) {
                List<String> phrase = List.of(words.strip().split(" ", -1));
                if (columns[1].equals("list")) {
                    LISTS.computeIfAbsent(columns[0], name -> new ArrayList<>()).add(phrase);
                } else {
                    entries.add(
                            new Entry(columns[0], When.valueOf(columns[1].toUpperCase(java.util.Locale.ROOT)), phrase));
                }
            }
        }
        return List.copyOf(entries);
    }

    /** In order of the sentences, each kind and words once. */
    public static List<Hit> in(String text) {
        List<Hit> hits = new ArrayList<>();
        for (String sentence : Sentences.of(text)) {
            List<String> words = words(sentence);
            Map<String, List<Integer>> places = places(words);
            for (Entry entry : ENTRIES) {
                if (isIn(entry, words, places)) {
                    hits.add(new Hit(entry.kind(), String.join(" ", entry.words())));
                }
            }
        }
        return hits.stream().distinct().toList();
    }

    private static boolean isIn(Entry entry, List<String> words, Map<String, List<Integer>> places) {
        for (int at : places.getOrDefault(entry.words().get(0), List.of())) {
            int end = at + entry.words().size();
            if (end <= words.size() && words.subList(at, end).equals(entry.words()) && harms(entry, words, at, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean harms(Entry entry, List<String> words, int at, int end) {
        List<String> near = words.subList(Math.max(0, at - REACH), Math.min(words.size(), end + REACH));
        return switch (entry.when()) {
            case ALWAYS -> true;
            case PERSON -> !isIdiom(words, at) && has("person", near) && !has("safe", around(words, at));
            case GROUP -> !denied(words, at) && ofGroup(words, at, end);
            case OPEN -> !isIdiom(words, at) && !has("care", around(words, at)) && !has("safe", near);
        };
    }

    /** Hate X, X hassen, X are lazy. */
    private static boolean ofGroup(List<String> words, int at, int end) {
        boolean behind = has("group", words.subList(end, Math.min(words.size(), end + 2)));
        boolean before = has("group", words.subList(Math.max(0, at - 1), at));
        boolean said = at >= 2
                && has("copula", words.subList(at - 1, at))
                && has("group", words.subList(Math.max(0, at - 3), at - 1));
        return behind || before || said;
    }

    private static boolean denied(List<String> words, int at) {
        return has("deny", words.subList(Math.max(0, at - 2), at));
    }

    private static boolean isIdiom(List<String> words, int at) {
        return LISTS.get("idiom").stream()
                .anyMatch(idiom -> at + idiom.size() <= words.size()
                        && words.subList(at, at + idiom.size()).equals(idiom));
    }

    /** A sentence may have thousands of words; what is said of one stands near it. */
    private static List<String> around(List<String> words, int at) {
        return words.subList(Math.max(0, at - 5 * REACH), Math.min(words.size(), at + 5 * REACH));
    }

    private static boolean has(String list, List<String> words) {
        return LISTS.get(list).stream().anyMatch(phrase -> Collections.indexOfSubList(words, phrase) >= 0);
    }

    private static Map<String, List<Integer>> places(List<String> words) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            places.computeIfAbsent(words.get(i), word -> new ArrayList<>()).add(i);
        }
        return places;
    }

    private static List<String> words(String sentence) {
        return Arrays.asList(WORD.matcher(Disguise.together(Disguise.undone(sentence)))
                .results()
                .map(MatchResult::group)
                .map(Disguise::spelled)
                .toArray(String[]::new));
    }
}
