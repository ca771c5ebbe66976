package dev.atelier.clean;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * UTF-8 that was read as windows-1252 or ISO-8859-1: {@code CafÃ©} was {@code Café}. Characters whose bytes are one UTF-8
 * sequence are a suspect. What convicts it is that it makes no sense as written (a capital inside small letters, a symbol
 * inside a word, a symbol that never follows a letter) and makes sense decoded; a suspect that is fine as written
 * ({@code CAFÉ®}, {@code GRÅ”}) is only repaired where the same text holds a convicted one.
 */
final class Mojibake {
    /** Text that went through the mistake twice ({@code CafÃƒÂ©}) is rare, three times unheard of. */
    private static final int PASSES = 2;

    private static final int NEXT_LINE = 0x85;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Map<Character, Byte> BYTES = bytes();

    /** What stands after a letter in honest text, among the characters that continue a sequence: blanks, marks, quotes. */
    private static final String AFTER_LETTERS = "\u00a0®™©°²³¹«»”“’‘…–—•·ºª§´±‹›†";
    /** Those of them that also stand between two letters. */
    private static final String BETWEEN_LETTERS = "\u00a0’‘–—·…";
    /** Those that close a quotation or break it off. */
    private static final String QUOTES = "«»”“’‘…–—‹›";
    /** First bytes of Greek letters, which stand alone as units and vitamins. */
    private static final String GREEK = "ÎÏ";
    /** Letters beyond ISO-8859-1 that German, French, Polish, Czech, Hungarian, Romanian, Turkish, Croatian write, and
     *  the characters of windows-1252 that a text damaged twice is made of. */
    private static final String LETTERS =
            "ĄąĆćČčĎďĐđĘęĚěĞğİıŁłŃńŇňŐőŒœŘřŚśŞşŠšŢţŤťŮůŰűŸŹźŻżŽžȘșȚțĀāĒēĪīŪūĢģĶķĻļŅņĖėĮįŲųĂăŸƒˆ˜";

    private enum Verdict {
        INNOCENT,
        POSSIBLE,
        GUILTY
    }

    private record Suspect(int start, int end, int decoded, Verdict verdict) {}

    private Mojibake() {}

    static String repair(String text) {
        return Plain.isAscii(text) ? text : characterByCharacter(text);
    }

    private static String characterByCharacter(String text) {
        String current = text;
        boolean again = false;
        for (int i = 0; i < PASSES; i++) {
            String repaired = once(current, again);
            again = !repaired.equals(current);
            current = repaired;
        }
        return current.codePoints()
                .map(c -> c == NEXT_LINE ? c : windows(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String once(String text, boolean again) {
        List<Suspect> suspects = suspects(text);
        boolean convicted =
                suspects.stream().anyMatch(s -> s.verdict == Verdict.GUILTY) || (again && halfWay(text, suspects));
        if (!convicted) {
            return text;
        }
        StringBuilder repaired = new StringBuilder();
        int end = 0;
        for (Suspect s : suspects) {
            if (s.verdict != Verdict.INNOCENT) {
                repaired.append(text, end, s.start).appendCodePoint(s.decoded);
                end = s.end;
            }
        }
        return repaired.append(text, end, text.length()).toString();
    }

    /** After a first repair everything is still a sequence, and one of them a capital letter behind the telling Ã. */
    private static boolean halfWay(String text, List<Suspect> suspects) {
        long covered = suspects.stream().mapToLong(s -> s.end - s.start).sum();
        return covered == text.chars().filter(c -> c > 0x7f).count()
                && suspects.stream().anyMatch(s -> text.charAt(s.start) == 'Ã' && Character.isUpperCase(s.decoded));
    }

    private static List<Suspect> suspects(String text) {
        List<int[]> sequences = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int length = sequence(text, at);
            if (length > 0) {
                sequences.add(new int[] {at, at + length, decoded(text, at, length)});
            }
            at += Math.max(1, length);
        }
        List<Suspect> suspects = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            int[] s = sequences.get(i);
            boolean inRun = (i > 0 && sameScript(sequences.get(i - 1), s))
                    || (i + 1 < sequences.size() && sameScript(s, sequences.get(i + 1)));
            int before = i > 0 && sequences.get(i - 1)[1] == s[0]
                    ? sequences.get(i - 1)[2]
                    : s[0] == 0 ? ' ' : text.codePointBefore(s[0]);
            int after = i + 1 < sequences.size() && sequences.get(i + 1)[0] == s[1]
                    ? sequences.get(i + 1)[2]
                    : s[1] == text.length() ? ' ' : text.codePointAt(s[1]);
            suspects.add(new Suspect(s[0], s[1], s[2], judge(text.substring(s[0], s[1]), s[2], before, after, inRun)));
        }
        return suspects;
    }

    /** Length of the UTF-8 sequence that starts here as windows-1252; 0 for none. */
    private static int sequence(String text, int at) {
        Byte lead = BYTES.get(text.charAt(at));
        int first = lead == null ? 0 : lead & 0xff;
        int length = first >= 0xc2 && first <= 0xdf
                ? 2
                : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
        return length > 0 && at + length <= text.length() && decoded(text, at, length) >= 0 ? length : 0;
    }

    /** The code point that the characters' bytes are in UTF-8; -1 if they are none. */
    private static int decoded(String text, int at, int length) {
        int c = BYTES.get(text.charAt(at)) & (0xff >> (length + 1));
        for (int i = at + 1; i < at + length; i++) {
            Byte next = BYTES.get(text.charAt(i));
            if (next == null || (next & 0xc0) != 0x80) {
                return -1;
            }
            c = (c << 6) | (next & 0x3f);
        }
        boolean shortest = c >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000);
        return shortest && Character.isValidCodePoint(c) && Character.getType(c) != Character.SURROGATE
                ? windows(c)
                : -1;
    }

    /** A control character that stands where windows-1252 has a letter or sign was that. */
    private static int windows(int c) {
        if (c < 0x80 || c > 0x9f) {
            return c;
        }
        return BYTES.entrySet().stream()
                .filter(e -> e.getValue() == (byte) c && e.getKey() != c)
                .map(e -> (int) e.getKey())
                .findFirst()
                .orElse(c);
    }

    private static boolean sameScript(int[] left, int[] right) {
        return left[1] == right[0]
                && Character.isLetter(left[2])
                && Character.UnicodeScript.of(left[2]) == Character.UnicodeScript.of(right[2]);
    }

    private static Verdict judge(String written, int decoded, int before, int after, boolean inRun) {
        boolean control = written.chars().anyMatch(Mojibake::isControl);
        if (control && (written.length() > 2 || western(decoded))) {
            return Verdict.GUILTY;
        } else if (written.length() == 4) {
            return decoded >= 0x1f000 && decoded <= 0x1faff ? Verdict.GUILTY : Verdict.INNOCENT; // emoji
        } else if (written.length() == 3) {
            return ofThree(written, decoded, before, after, inRun);
        }
        boolean quoted = QUOTES.indexOf(written.charAt(1)) >= 0 && !Character.isLetter(after);
        if (written.charAt(0) == 'Â') { // no word ends in it, and none goes on with a symbol
            boolean inQuotes = "„“”»«‹›‚‘'\"".indexOf(before) >= 0 || Character.isUpperCase(before);
            return quoted && inQuotes ? Verdict.POSSIBLE : Verdict.GUILTY;
        } else if (western(decoded)) {
            return ofTwo(written, decoded, before, after);
        }
        boolean greek = GREEK.indexOf(written.charAt(0)) >= 0 && !quoted && !Character.isLetter(before);
        if (!Character.isLetter(decoded)) {
            return Verdict.INNOCENT;
        }
        return inRun || greek
                ? Verdict.GUILTY
                : quoted || Character.isLetter(before) ? Verdict.INNOCENT : Verdict.POSSIBLE;
    }

    /** A C1 control, which no right text has; the next line of old mainframes is white space. */
    private static boolean isControl(int c) {
        return c >= 0x80 && c <= 0x9f && c != NEXT_LINE;
    }

    private static boolean western(int decoded) {
        return (decoded >= 0xc0 && decoded <= 0xff) || LETTERS.indexOf(decoded) >= 0;
    }

    /** Quotes, dashes, the euro and other signs; other scripts only where two letters of one stand side by side. */
    private static Verdict ofThree(String written, int decoded, int before, int after, boolean inRun) {
        if (decoded == 0xfeff
                || decoded == 0xfe0f
                || written.startsWith("â€")
                || written.startsWith("â‚")
                || written.startsWith("â„")) {
            return decoded == 0xfffd ? Verdict.INNOCENT : Verdict.GUILTY;
        } else if (decoded >= 0x2000 && decoded <= 0x2bff && (decoded < 0x2800 || decoded >= 0x2b00)) { // signs
            return Character.isLetter(before) ? Verdict.POSSIBLE : Verdict.GUILTY;
        } else if (decoded >= 0x1e00 && decoded <= 0x1eff) {
            boolean honest = AFTER_LETTERS.indexOf(written.charAt(2)) >= 0 && !Character.isLetter(after); // Panamá»…
            return honest ? Verdict.POSSIBLE : Verdict.GUILTY; // Vietnamese
        }
        return inRun ? Verdict.GUILTY : Character.isIdeographic(decoded) ? Verdict.POSSIBLE : Verdict.INNOCENT;
    }

    /** A letter of a Latin alphabet, or a sign such as the one between 12 and 5 in {@code 12×5}. */
    private static Verdict ofTwo(String written, int decoded, int before, int after) {
        boolean afterCapital = Character.isUpperCase(before);
        boolean wrongCase =
                afterCapital && Character.isLowerCase(decoded) && decoded != 'ß' && !Character.isLowerCase(after);
        char sign = written.charAt(1);
        boolean honest = AFTER_LETTERS.indexOf(sign) >= 0;
        if (!Character.isLetter(decoded)) {
            return honest && Character.isLetter(before) ? Verdict.INNOCENT : Verdict.GUILTY;
        } else if (wrongCase) {
            return Verdict.POSSIBLE;
        }
        boolean noWord = (decoded == 'à' && !afterCapital) // à la carte
                || (decoded == 'Š' && !Character.isLetter(before) && Character.isLetter(after)) // Škoda
                || (decoded == 'Œ' && Character.isUpperCase(after) && after != 'S'); // CŒUR, not BLÅ’S
        if (Character.isLowerCase(before) || !honest || noWord) {
            return Verdict.GUILTY;
        }
        boolean capital = written.charAt(0) == 'Ã' && "‘…–".indexOf(sign) >= 0; // Ñ, Å, Ö inside a word
        boolean honestBreak = BETWEEN_LETTERS.indexOf(sign) >= 0 && (afterCapital || sign == '\u00a0') && !capital;
        return Character.isLetter(after) && !honestBreak ? Verdict.GUILTY : Verdict.POSSIBLE;
    }

    /** Windows-1252 by character; the bytes that it leaves undefined, and all others of ISO-8859-1, are themselves. */
    private static Map<Character, Byte> bytes() {
        Map<Character, Byte> bytes = new HashMap<>();
        for (int b = 0x80; b <= 0xff; b++) {
            bytes.put((char) b, (byte) b);
        }
        for (int b = 0x80; b <= 0x9f; b++) {
            char c = WINDOWS_1252.decode(ByteBuffer.wrap(new byte[] {(byte) b})).charAt(0);
            if (c != '\ufffd') {
                bytes.put(c, (byte) b);
            }
        }
        return bytes;
    }
}
