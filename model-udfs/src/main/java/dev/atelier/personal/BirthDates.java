package dev.atelier.personal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code [birth_date]}: dates with words of birth in seven languages before them, or a German or Dutch one behind. */
record BirthDates() implements Mask {
    private static final int FEWEST_DIGITS = 3;

    private static final String MONTH =
            "(?:jan|jän|gen|ene|sty|feb|fév|fev|lut|mar|mär|maa|mrt|apr|avr|abr|kwi|may|mai|maj|mag"
                    + "|mei|jun|jui|giu|cze|jul|lug|lip|aug|aoû|aou|ago|sie|sep|set|wrz|oct|okt|ott|paź|paz|nov|lis|dec|dez|déc|dic|gru)"
                    + "\\p{L}{0,9}\\.?";
    private static final String YEAR = "(?:1[89]|20)\\d{2}";
    private static final String BETWEEN = "(?: ?[./-] ?| )";
    private static final String DATE =
            "(?:(?:0?[1-9]|[12]\\d|3[01])" + BETWEEN + "(?:0?[1-9]|[12]\\d|3[01])" + BETWEEN + "(?:" + YEAR + "|\\d{2})"
                    + "|" + YEAR + BETWEEN + "(?:0?[1-9]|1[0-2])" + BETWEEN + "(?:0?[1-9]|[12]\\d|3[01])"
                    + "|(?:0?[1-9]|[12]\\d|3[01])(?:\\.|er|º|°|st|nd|rd|th)?[ -]?(?:(?:of|de|di) )?" + MONTH
                    + ",?[ -]?(?:del? )?(?:" + YEAR
                    + "|['’]?\\d{2})"
                    + "|" + MONTH + " (?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?,? " + YEAR + ")(?!\\d)(?!\\.\\d)";

    private static final String BORN = "(?:born|births?|birth ?-?dates?|birthday"
            + "|d\\.?o\\.?b|(?:data|date|day|place and date) (?:of birth|urodzenia)|gebore?n"
            + "|geb(?:\\.|-|datum)*|geburts(?:datum|tag)"
            + "|née?(?:\\(e\\))?|naissance|nacid[oa]|nacimiento|nascita|nascimento|geboorte(?:datum|dag)?"
            + "|urodz(?:on[ya]|enia|iny|i[łl]a? si[ęe])|ur\\.|naci[óo]|(?<=\\()b\\."
            + "|(?-i:[Nn]at[oa])|nee?(?= le ))(?!\\p{L})";

    private static final String GAP =
            "(?:[ :.,(/=-]{0,3}(?:(?:on|the|am|le|el|il|l[ae]?|día|dia|op|dnia|dn|is|was|datum|date)"
                    + "|(?:in|at|a|à|te|en|w|we|zu)[ ]\\p{L}{1,20}(?:(?:, |[ -])\\p{L}{1,20}){0,3}"
                    + "|\\(?[em]\\)|/?(?-i:[ae]))(?!\\p{L})){0,4}[ :.,()=-]{0,4}";

    private static final Pattern BEFORE = of(BORN + GAP + "(" + DATE + ")");
    private static final Pattern BEHIND = of("(?<!\\d)" + DATE
            + "((?: (?:in|te) \\p{L}{1,20}(?:[ -]\\p{L}{1,20}){0,2})? (?:geboren|urodzon[ya])(?!\\p{L}))");

    private static Pattern of(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @Override
    public String apply(String label, String value, Glance seen) {
        if (seen.digits() < FEWEST_DIGITS) {
            return value;
        }
        String text = label + ": " + value;
        Matcher before = BEFORE.matcher(text).useTransparentBounds(true);
        StringBuilder masked = new StringBuilder();
        int end = 0;
        boolean behind = false;
        for (int i = 0; i < text.length(); i++) {
            if (mayBegin(text, i) && before.region(i, text.length()).lookingAt()) {
                masked.append(text, end, before.start(1)).append("[birth_date]");
                end = before.end(1);
                i = end - 1;
            }
            behind |= isBehind(text, i);
        }
        String all = end == 0 ? text : masked.append(text, end, text.length()).toString();
        all = behind ? BEHIND.matcher(all).replaceAll("[birth_date]$1") : all;
        return all.equals(text) ? value : all.substring(label.length() + 2);
    }

    /** Whether a word begins here as one of birth does; expressions begin only there, since they cost more. */
    private static boolean mayBegin(String text, int i) {
        String seconds =
                switch (text.charAt(i)) {
                    case 'b', 'B' -> "oi.OI";
                    case 'd', 'D' -> "oa.OA";
                    case 'g', 'G' -> "eE";
                    case 'n', 'N' -> "aéeAÉE";
                    case 'u', 'U' -> "rR";
                    default -> "";
                };
        return !seconds.isEmpty()
                && (i == 0 || !Character.isLetter(text.charAt(i - 1)))
                && i + 1 < text.length()
                && seconds.indexOf(text.charAt(i + 1)) >= 0;
    }

    private static boolean isBehind(String text, int i) {
        return text.startsWith("geboren", i) || text.startsWith("urodzon", i);
    }
}
