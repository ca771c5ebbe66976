package dev.atelier.clean;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * NFC; control, format and private-use characters (zero width, direction marks, BOM), halves of surrogate pairs and
 * noncharacters go; runs of white space are one space. What this Java does not know yet (newer emoji and letters) stays,
 * and so does what emoji are made of: joiners, variation selectors, the tags of a region's flag.
 */
record NormaliseUnicode() implements CleaningRule {
    /** UTS 51, ED-14a: a black flag, two to six tags for the region, the cancel tag. Other tags only hide text. */
    private static final String FLAG_OF_REGION =
            "\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{2,6}\\x{E007F}";

    private static final Pattern INVISIBLE = Pattern.compile(
            "(" + FLAG_OF_REGION + ")"
                    + "|[[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\x{FDD0}-\\x{FDEF}]&&[^\\s\\u200c\\u200d\\u0600-\\u0605\\u06dd\\u070f\\u08e2]]");

    /** Joiners stay inside emoji and the scripts that need them; after Latin letters they only hide things. */
    private static final Pattern JOINER = Pattern.compile("(?<![^\\p{IsLatin}\\p{N}\\p{P}\\p{Z}\\s])[\\u200c\\u200d]");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\u0085]+");

    @Override
    public Draft apply(Draft draft) {
        return draft.map(NormaliseUnicode::normalise);
    }

    static String normalise(String text) {
        return Plain.isTidy(text) ? text : characterByCharacter(text);
    }

    static String characterByCharacter(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll(found -> found.group(1) == null ? "" : found.group(1));
        String characters = visible.codePoints()
                .filter(c -> (c & 0xfffe) != 0xfffe) // the last two of each plane are noncharacters
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String joined = JOINER.matcher(characters).replaceAll("");
        String spaced = SPACE.matcher(joined).replaceAll(" ");
        return Normalizer.normalize(spaced, Normalizer.Form.NFC).strip();
    }
}
