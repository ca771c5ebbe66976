package dev.atelier.clean;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** Tags go, entities become characters; also entities that were escaped twice. */
record HtmlToText() implements CleaningRule {
    private static final Pattern MARKUP =
            Pattern.compile("<[a-zA-Z!/][^<>]*>|&(#\\d{1,7}|#[xX]\\p{XDigit}{1,6}|\\w{2,31});");
    private static final int PASSES = 3;

    @Override
    public Draft apply(Draft draft) {
        return draft.map(HtmlToText::text);
    }

    static String text(String html) {
        String current = html;
        for (int i = 0; i < PASSES && MARKUP.matcher(current).find(); i++) {
            current = Jsoup.parseBodyFragment(current).text();
        }
        return current;
    }
}
