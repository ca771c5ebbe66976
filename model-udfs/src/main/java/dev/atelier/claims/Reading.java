package dev.atelier.claims;

import java.util.ArrayList;
import java.util.List;

/** A text as tokens, with what the lists of words know of it. */
final class Reading {
    private static final String CLAUSE_ENDS = ",.;:!?()\u2013\u2014\u2026";

    private static final int LONGEST_IDIOM = 6;

    private final String text;
    private final Lexicon lexicon;
    private final List<Token> tokens;
    private final List<List<Hit>> hits;

    private Reading(String text, Lexicon lexicon) {
        this.text = text;
        this.lexicon = lexicon;
        this.tokens = Tokens.of(text);
        this.hits = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            hits.add(lexicon.at(text, tokens, i));
        }
    }

    static Reading of(String text, Lexicon lexicon) {
        return new Reading(text, lexicon);
    }

    String text() {
        return text;
    }

    Lexicon lexicon() {
        return lexicon;
    }

    int size() {
        return tokens.size();
    }

    List<String> words() {
        return tokens.stream().map(Token::word).toList();
    }

    Token token(int index) {
        return tokens.get(index);
    }

    boolean has(int index) {
        return index >= 0 && index < tokens.size();
    }

    /** Whether there is a token of that word. */
    boolean is(int index, String word) {
        return has(index) && tokens.get(index).is(word);
    }

    boolean isWord(int index) {
        return has(index) && tokens.get(index).isWord();
    }

    boolean isNumber(int index) {
        return has(index) && tokens.get(index).isNumber();
    }

    /** Whether a clause ends there: a sign that ends it, or the end of the text. */
    boolean endsClause(int index) {
        return !has(index)
                || (tokens.get(index).isSign()
                        && CLAUSE_ENDS.contains(tokens.get(index).word()));
    }

    boolean capital(int index) {
        return isWord(index)
                && Character.isUpperCase(text.charAt(tokens.get(index).begin()));
    }

    /** Whether a sentence begins with the token. */
    boolean opens(int index) {
        return index == 0
                || (tokens.get(index - 1).isSign()
                        && ".!?:".contains(tokens.get(index - 1).word()));
    }

    List<Hit> hits(int index) {
        return has(index) ? hits.get(index) : List.of();
    }

    /** The longest hit of a topic that begins at a token, or null. */
    Hit hit(int index, Topic topic) {
        for (Hit hit : hits(index)) {
            if (hit.is(topic)) {
                return hit;
            }
        }
        return null;
    }

    /** The longest hit of a topic and value that begins at a token, or null. */
    Hit hit(int index, Topic topic, String value) {
        for (Hit hit : hits(index)) {
            if (hit.is(topic, value)) {
                return hit;
            }
        }
        return null;
    }

    /** Whether a token is part of a turn of phrase. */
    boolean inIdiom(int index) {
        for (int i = index; i >= 0 && i > index - LONGEST_IDIOM; i--) {
            Hit idiom = hit(i, Topic.IDIOM);
            if (idiom != null && idiom.end() > index) {
                return true;
            }
        }
        return false;
    }

    String written(int first, int last) {
        return text.substring(tokens.get(first).begin(), tokens.get(last).end());
    }
}
