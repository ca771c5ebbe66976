package dev.atelier.clean;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Tags go, entities become characters, once: what was escaped twice needs the rule twice. */
record HtmlToText() implements CleaningRule {
    private static final Pattern MARKUP =
            Pattern.compile("<[a-zA-Z!/][^<>]*>|&(#\\d{1,7}|#[xX]\\p{XDigit}{1,6}|\\w{2,31});");
    private static final Pattern DIGITS_MEET = Pattern.compile("\\p{Nd}\\n\\p{Nd}");

    @Override
    public Draft apply(Draft draft) {
        return draft.mapField("price", HtmlToText::withDigitsApart).map(HtmlToText::text);
    }

    /** Raised cents are not the last digits of the number before them: a bar stands where only tags did. */
    private static String withDigitsApart(String price) {
        if (!hasMarkup(price)) {
            return price;
        }
        Element body = Jsoup.parseBodyFragment(price).body();
        String before = "";
        for (TextNode node : body.nodeStream(TextNode.class).toList()) {
            String text = node.getWholeText().replace('\u00a0', ' ').strip();
            if (DIGITS_MEET.matcher(before + "\n" + text).find()) {
                node.text("|" + node.getWholeText());
            }
            before = text.isEmpty() ? before : text;
        }
        return body.html();
    }

    private static boolean hasMarkup(String text) {
        return (text.indexOf('<') >= 0 || text.indexOf('&') >= 0)
                && MARKUP.matcher(text).find();
    }

    static String text(String html) {
        return hasMarkup(html) ? Jsoup.parseBodyFragment(html).text() : html;
    }
}
