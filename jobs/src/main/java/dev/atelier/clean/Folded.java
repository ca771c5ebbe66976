package dev.atelier.clean;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as it looks: small letters, full width and other forms as the plain one (NFKD), letters and brackets of other
 * scripts as those they look like, marks and what is invisible left out. Each character knows where it came from, so that
 * what is found in the copy can be taken out of the text itself.
 */
final class Folded {
    /** Each character stands for the one behind it. */
    private static final String LOOK_ALIKES =
            "аaеeоoрpсcуyхxіiѕsјjԁdһhԛqԝwкkмmтtнhвbгrпnиuьbӏlαaεeοoρpτtυuνvκkιiηnχxγyβb"
                    + "ɡgɩiıiʟlɴnʀrꜱsᴛtᴜuᴀaᴇeᴍmᴘpᴏoԍgոnսuհhքfօo"
                    + "ΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧx❮<ᐸ<˂<⧼<❯>ᐳ>˃>⧽>"
                    + "∣|│|ǀ|׀|❘|┃|¦|【[⟦[〔[】]⟧]〕]♯#▁_∶:꞉:ː:∕/⧸/";

    /** What is seen as nothing, beside characters of that kind: fillers, an empty pattern of braille. */
    private static final String UNSEEN =
            "\u115f\u1160\u2065\u2800\u3164\uffa0\ufff0\ufff1\ufff2\ufff3\ufff4\ufff5\ufff6\ufff7\ufff8";

    /** Ends of lines that are no line feed. */
    private static final String BREAKS = "\u000b\u000c\r\u0085\u2028\u2029";

    private static final Map<Integer, String> SEEN_AS = seenAs();

    /** By UTF-16 unit; what is no surrogate is folded once in a process. */
    private static final String[] FORMS = new String[Character.MAX_VALUE + 1];

    private final String original;
    private final StringBuilder copy;
    private final List<Integer> places; // null where the copy has the places of the original

    private Folded(String original, StringBuilder copy, List<Integer> places) {
        this.original = original;
        this.copy = copy;
        this.places = places;
    }

    static Folded of(String text) {
        if (Plain.isAscii(text)) {
            return new Folded(text, new StringBuilder(text.toLowerCase(Locale.ROOT)), null);
        }
        StringBuilder copy = new StringBuilder(text.length());
        List<Integer> places = new ArrayList<>(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String form = form(text.codePointAt(i));
            copy.append(form);
            for (int c = 0; c < form.length(); c++) {
                places.add(i);
            }
        }
        return new Folded(text, copy, places);
    }

    CharSequence copy() {
        return copy;
    }

    /** The original behind a match in the copy. */
    String behind(Matcher found) {
        return original.substring(place(found.start()), place(found.end()));
    }

    /** The original with a blank for each match in the copy, or the end of a line where there was one in it. */
    String without(Pattern pattern) {
        Matcher found = pattern.matcher(copy);
        StringBuilder rest = new StringBuilder(original.length());
        int end = 0;
        while (found.find()) {
            boolean broken = found.group().chars().anyMatch(c -> c == '\n' || BREAKS.indexOf(c) >= 0);
            rest.append(original, end, place(found.start())).append(broken ? '\n' : ' ');
            end = place(found.end());
        }
        return rest.append(original, end, original.length()).toString();
    }

    private int place(int at) {
        return at == copy.length() ? original.length() : places == null ? at : places.get(at);
    }

    private static String form(int c) {
        if (c > Character.MAX_VALUE) {
            return folded(c);
        }
        String form = FORMS[c];
        if (form == null) {
            form = folded(c);
            FORMS[c] = form;
        }
        return form;
    }

    private static String folded(int c) {
        int type = Character.getType(c);
        boolean invisible = type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE
                || (type == Character.CONTROL && !Character.isWhitespace(c))
                || UNSEEN.indexOf(c) >= 0;
        if (BREAKS.indexOf(c) >= 0) {
            return "\n";
        } else if (invisible) {
            return "";
        }
        StringBuilder form = new StringBuilder();
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
                .codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK
                        && Character.getType(part) != Character.ENCLOSING_MARK)
                .forEach(part -> form.append(seenAs(part)));
        return form.toString();
    }

    /** A capital may look like another letter than its small form does. */
    private static String seenAs(int c) {
        String small = Character.toString(c).toLowerCase(Locale.ROOT);
        return SEEN_AS.containsKey(c) ? SEEN_AS.get(c) : SEEN_AS.getOrDefault(small.codePointAt(0), small);
    }

    private static Map<Integer, String> seenAs() {
        Map<Integer, String> seen = new HashMap<>();
        int[] pairs = LOOK_ALIKES.codePoints().toArray();
        for (int i = 0; i < pairs.length; i += 2) {
            seen.put(pairs[i], Character.toString(pairs[i + 1]));
        }
        return seen;
    }
}
