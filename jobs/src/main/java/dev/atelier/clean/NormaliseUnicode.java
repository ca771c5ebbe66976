package dev.atelier.clean;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** NFC; control, format and private-use characters (zero width, direction marks, BOM) go; runs of white space are one space. */
record NormaliseUnicode() implements CleaningRule {
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\s\\u200c\\u200d]]");

    /** Joiners stay inside emoji and the scripts that need them; after Latin letters they only hide things. */
    private static final Pattern JOINER = Pattern.compile("(?<![^\\p{IsLatin}\\p{N}\\p{P}\\p{Z}\\s])[\\u200c\\u200d]");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\u0085]+");

    @Override
    public Draft apply(Draft draft) {
        return draft.map(NormaliseUnicode::normalise);
    }

    static String normalise(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String joined = JOINER.matcher(visible).replaceAll("");
        String spaced = SPACE.matcher(joined).replaceAll(" ");
        return Normalizer.normalize(spaced, Normalizer.Form.NFC).strip();
    }
}
