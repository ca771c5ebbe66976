package dev.atelier.personal;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * {@code [email]}: addresses with words for their signs, {@code jane (at) example.org}, {@code jane at example dot org}. A word
 * in brackets is meant so; bare words are only before a domain of today, since one can look at a red dot; a bare {@code at}
 * before a plain domain, which may be a shop's, only behind a word of mail.
 */
record SpelledEmails() implements Mask {
    private static final String IN = "\\s?[(\\[{<]\\s?";
    private static final String OUT = "\\s?[)\\]}>]\\s?";
    private static final String AT = "(?:at|ät|arroba|arobase|chiocciola|apenstaartje|ma[łl]pa)";
    private static final String DOT_SET_APART = "(?:" + IN + "(?:dot|punkt|punto|point|punt|kropka|\\.)" + OUT + ")";
    private static final String DOT_SPELLED = "(?:" + DOT_SET_APART + "|\\s(?:dot|punkt|punto|point|punt|kropka)\\s)";
    private static final String DOT = "(?:\\.|" + DOT_SPELLED + ")";
    private static final String PART = "[\\p{L}\\d-]{1,63}+";

    /** Domains that no sentence goes on with. */
    private static final String NO_WORD = "(?:com|org|net|eu|de|ch|uk|ie|ca|fr|lu|nl|es|pt|pl|cz|dk|example)";

    private static final String TOP = "(?:" + NO_WORD + "|info|biz|shop|store|online|at|co|us|be|it|se|no|fi|io|me)";

    /** In English one may be at some point, or at the red dot of a store. */
    private static final String LAST = "(?:(?:" + DOT_SET_APART + "|\\s(?:punkt|punto|kropka)\\s)" + TOP
            + "|\\s(?:dot|point|punt)\\s" + NO_WORD + ")";

    private static final String NAME = "(?<![\\p{L}\\d._%+-])[\\p{L}\\d][\\p{L}\\d._%+-]{0,63}+(?:" + DOT_SPELLED
            + "[\\p{L}\\d][\\p{L}\\d_%+-]{0,63}+){0,3}";
    private static final String BARE_AT = "(?:\\s" + AT + "\\s|\\s?@\\s?)";
    private static final String NO_HOST = "(?!(?:the|a|an|this|that|each|every|any|one|your|our|its|first)\\s)";
    private static final String EDGE = "(?![\\p{L}\\d])";

    private static final Pattern IN_BRACKETS =
            of(NAME + IN + "(?:" + AT + "|@)" + OUT + PART + "(?:" + DOT + PART + "){0,4}" + DOT + "\\p{L}{2,24}");
    private static final Pattern IN_WORDS = of(NAME + BARE_AT + NO_HOST + PART + "(?:" + DOT + PART + "){0,3}" + LAST);
    private static final Pattern BEHIND_MAIL = of("(?<![\\p{L}\\d._%+-])"
            + "(?!(?:us|me|him|her|them|it|team|uns|shop|store|online|available|more|form|list)\\s)"
            + "[\\p{L}\\d][\\p{L}\\d._%+-]{0,63}+" + BARE_AT + PART + "(?:\\." + PART + "){0,3}\\." + TOP);

    private static final Pattern MAIL = Near.words(
            "e-?mails?|mail|courriel|mél|correo|posta elettronica|poczta|write to|schreib|escrib|scriv|pisz");

    private static Pattern of(String address) {
        return Pattern.compile(address + EDGE, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @Override
    public String apply(String label, String text, Glance seen) {
        if (!seen.spelled()) {
            return text;
        }
        String some = Near.replace(IN_BRACKETS, text, "email", address -> true);
        String most = Near.replace(IN_WORDS, some, "email", address -> true);
        return Near.replace(BEHIND_MAIL, most, "email", address -> isMail(label, most, address));
    }

    private static boolean isMail(String label, String text, MatchResult address) {
        return Near.says(MAIL, label, text, address.start());
    }
}
