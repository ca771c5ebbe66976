package dev.atelier.clean;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What opens a door becomes {@code [secret]}, in every text but the GTIN, the price and the currency, and in the names of
 * attributes; flag {@code secret}: user and password in an address, parameters of an address that are keys, and keys whose
 * form their issuers publish (AWS, GitHub, GitLab, Slack, Google, Stripe, OpenAI, Hugging Face, npm), JSON web tokens,
 * private keys in PEM.
 */
record MaskSecrets() implements Masking {
    private static final String MASKED = "[secret]";

    /** Behind the slashes; a port is no password. */
    private static final Pattern LOGIN = Pattern.compile(
            "(?<=:/{1,3})(?!arn:)[^\\s:/\\[]{0,100}+:(?!\\d{1,5}+(?:[/?#,;\\s]|$))(?![/{])\\S{1,200}(?=@)");

    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;#](?:[\\w-]{0,40}?(?:passw(?:or)?d|pwd|secret|credentials?|signature"
                    + "|(?:private|access|account|api|secret)[_-]?key|(?:access|security|auth|session|sas)[_-]?token)"
                    + "(?:[_-]\\w{1,20})?|sig|token|key|pass)=)[^&;#\\s\\[]++");

    private static final Pattern KEY = Pattern.compile("(?<![A-Za-z0-9_])(?:(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])"
            + "|gh[pousr]_[A-Za-z0-9]{36,255}+|github_pat_\\w{22,255}+|glpat-[\\w-]{20,100}+|xox[abeprs]-[\\w-]{10,250}+"
            + "|AIza[\\w-]{35}(?![\\w-])|[sr]k_(?:live|test)_[A-Za-z0-9]{16,250}+|hf_[A-Za-z0-9]{30,100}+"
            + "|npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])"
            + "|sk-(?=[\\w-]{0,200}?\\d)(?=[\\w-]{0,200}?[A-Z])[\\w-]{20,250}+"
            + "|eyJ[\\w-]{10,2000}+\\.[\\w-]{10,4000}+\\.[\\w-]{10,2000}+)"
            + "|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?s:.*?)(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\\z)");

    /** One of them stands in every key. */
    private static final List<String> MARKS = List.of(
            "AKIA",
            "ASIA",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "xox",
            "AIza",
            "k_live_",
            "k_test_",
            "hf_",
            "npm_",
            "sk-",
            "eyJ",
            "PRIVATE KEY");

    @Override
    public Draft apply(Draft draft) {
        Draft masked = draft.mapNamed((name, text) -> mask(text)).mapField("sku", MaskSecrets::mask);
        return masked.equals(draft) ? draft : masked.flag("secret");
    }

    static String mask(String text) {
        String current = text;
        if (text.contains(":/")) {
            current = LOGIN.matcher(current).replaceAll(MASKED);
        }
        if (text.contains(":/") || text.contains("jdbc:")) {
            current = PARAMETER.matcher(current).replaceAll("$1" + MASKED);
        }
        return MARKS.stream().anyMatch(text::contains) ? KEY.matcher(current).replaceAll(MASKED) : current;
    }

    @Override
    public boolean finds(String name, String text) {
        return !mask(text).equals(text);
    }

    @Override
    public List<Masked> places(String name, String text) {
        return List.of(Masked.of(text, mask(text)));
    }
}
