package dev.atelier.clean;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** NFC; control, format and private-use characters (zero width, direction marks, BOM) go; runs of white space are one space. */
record NormaliseUnicode() implements CleaningRule {
    /** Zero-width joiner and variation selectors stay: emoji need them. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\s\\u200d]]");

    private static final Pattern LONE_JOINER =
            Pattern.compile("(?<![\\p{So}\\p{Sk}\\ufe0f])\\u200d|\\u200d(?!\\p{So})");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\u0085]+");

    @Override
    public Draft apply(Draft draft) {
        return draft.map(NormaliseUnicode::normalise);
    }

    static String normalise(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String joined = LONE_JOINER.matcher(visible).replaceAll("");
        String spaced = SPACE.matcher(joined).replaceAll(" ");
        return Normalizer.normalize(spaced, Normalizer.Form.NFC).strip();
    }
}
