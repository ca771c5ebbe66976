package dev.atelier.clean;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** Tags go, entities become characters, once: what was escaped twice needs the rule twice. */
record HtmlToText() implements CleaningRule {
    private static final Pattern MARKUP =
            Pattern.compile("<[a-zA-Z!/][^<>]*>|&(#\\d{1,7}|#[xX]\\p{XDigit}{1,6}|\\w{2,31});");

    @Override
    public Draft apply(Draft draft) {
        return draft.map(HtmlToText::text);
    }

    static String text(String html) {
        return MARKUP.matcher(html).find() ? Jsoup.parseBodyFragment(html).text() : html;
    }
}
