package dev.atelier.personal;

import dev.atelier.personal.NumberWords.Announced;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * {@code [ip]}: addresses of IPv4 and IPv6, those of private networks too. Four small numbers with points between them are a
 * version or a chapter unless a word of networks stands before them.
 */
record IpAddresses() implements Mask {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile("(?<![\\p{L}\\d._])(?<![\\p{L}\\d][-/])" + OCTET + "(?:\\."
            + OCTET + "){3}(?![\\p{L}\\d_])(?!\\.\\d)(?!-\\p{L})");
    private static final Pattern V6 = Pattern.compile("(?<![\\p{L}\\d:.])[\\da-fA-F:]{3,39}+(?![\\p{L}\\d:])");
    private static final Pattern PRIVATE = Pattern.compile("(?:10|127|192\\.168|172\\.(?:1[6-9]|2\\d|3[01]))\\..*");

    private static final Pattern NETWORK_WORDS =
            Near.words("ip(?!\\p{L})|ip-?adr|ipv[46]|address|adres|host|server|gateway|dns|subnet|router|ping"
                    + "|indirizzo|direcci[óo]n|passerelle|serwer|logged|connect|visitor|client");
    private static final Pattern VERSION_WORDS =
            Near.words("v(?:er)?(?!\\p{L})|vers|wersj|firmware|fw(?!\\p{L})|release|rev(?!\\p{L})|revision"
                    + "|build|software|driver|treiber|pilote|bios|kernel|update|patch|app(?!\\p{L})|sdk|api(?!\\p{L})|bluetooth"
                    + "|macos|ios|android|windows|linux|java|php|chrome|section|chapter|kapitel"
                    + "|chapitre|clause|figure|oid|uscita|edi[tcz]");

    /** They say it of several numbers, or from the beginning of a sentence. */
    private static final Pattern VERSIONS_AHEAD = Pattern.compile(
            "(?<!\\p{L})(?:version|wersj|firmware|fw|release|build|driver|treiber|bios|kernel)(?!ed|er|ing)[^!?;]{0,"
                    + IpAddresses.AHEAD_CHARS + "}+$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** A version seldom has a number so large, an address seldom has none. */
    private static final int LARGE_FOR_VERSION = 32;

    private static final int AHEAD_CHARS = 60;
    private static final int POINTS = 3;
    private static final int COLONS = 2;
    private static final int GROUPS = 8;
    private static final int GROUP_CHARS = 4;

    @Override
    public String apply(String label, String text, Glance seen) {
        String current = text;
        if (seen.points() >= POINTS) {
            current = Near.replace(V4, text, "ip", address -> isV4(label, text, address));
        }
        if (seen.colons() >= COLONS) {
            current = Near.replace(V6, current, "ip", address -> isV6(address.group()));
        }
        return current;
    }

    private static boolean isV4(String label, String text, MatchResult address) {
        if (Near.says(VERSION_WORDS, "", text, address.start())) {
            return false;
        } else if (Near.says(NETWORK_WORDS, label, text, address.start())) {
            return true;
        }
        if (VERSIONS_AHEAD
                .matcher(text.substring(Math.max(0, address.start() - AHEAD_CHARS), address.start()))
                .find()) {
            return false;
        }
        Announced said = Near.announced(label, text, address.start());
        boolean large = Arrays.stream(address.group().split("\\.", -1))
                .anyMatch(octet -> Integer.parseInt(octet) >= LARGE_FOR_VERSION);
        return (large || PRIVATE.matcher(address.group()).matches())
                && said != Announced.PART
                && said != Announced.PHONE
                && !VERSION_WORDS.matcher(label).find();
    }

    /** RFC 4291 2.2: eight groups, or fewer and one pair of colons for those that are zero. */
    private static boolean isV6(String written) {
        int pair = written.indexOf("::");
        String[] groups = written.split(":", -1);
        boolean whole = pair < 0 && groups.length == GROUPS;
        boolean shortened = pair >= 0 && written.indexOf("::", pair + 1) < 0 && groups.length <= GROUPS + 1;
        int longest = 0;
        int empty = 0;
        for (String group : groups) {
            longest = Math.max(longest, group.length());
            empty += group.isEmpty() ? 1 : 0;
        }
        boolean atAnEnd = pair == 0 || pair == written.length() - 2;
        boolean emptyAtPair = empty == (pair < 0 ? 0 : atAnEnd ? 2 : 1);
        boolean meant = written.equals("::1") || (longest >= GROUP_CHARS - 1 && written.matches(".*\\d.*"));
        return (whole || (shortened && emptyAtPair && meant)) && longest <= GROUP_CHARS;
    }
}
