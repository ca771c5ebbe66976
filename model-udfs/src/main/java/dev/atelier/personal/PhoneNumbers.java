package dev.atelier.personal;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.atelier.domain.Gtin;
import dev.atelier.personal.NumberWords.Announced;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which digits of a text are phone numbers. libphonenumber finds what could be one; most of that, in a catalogue, are
 * numbers of parts, articles, books and medicines. The word before decides; without one an international prefix does, or
 * being written as people of the region write phone numbers.
 */
final class PhoneNumbers {
    /** Of a country code without a region (such as +800); finds only numbers that start with +. */
    static final String NO_REGION = "ZZ";

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    /** How many characters around a number are looked at. */
    private static final int NEAR_CHARS = 120;

    private static final Pattern UNIT_AFTER = Pattern.compile(
            "^\\s?(?:(?:mm|cm|m|km|kg|g|mg|ml|cl|l|w|kw|v|hz|mah|ah|eur|euro|usd|gbp|chf|stk|stück|pcs|px|szt|pz|pezzi|uds|stuks|zł|x|inch|zoll)(?![\\p{L}\\d])|[€$£%×*\"″°])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern UNIT_BEFORE = Pattern.compile("(?:[×*€$£]|(?<![\\p{L}])x)\\s?$");
    private static final Pattern ACCOUNT_BEFORE =
            Pattern.compile("(?<![\\p{L}\\d])[A-Z]{2}\\d{2}(?: ?[A-Z\\d]{4}){0,8} ?$");
    private static final Pattern DATE = Pattern.compile(
            "(?<!\\d)(?:\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./](?:19|20)\\d\\d)(?!\\d)");
    /** 600 123 456 is a phone number in Spain and Poland, and a quantity everywhere. */
    private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}([ .])\\d{3}(?:\\1\\d{3})+");

    private static final Pattern CODE_BEFORE = Pattern.compile("[\\p{L}\\d][-_/#]$");
    private static final Pattern CODE_AFTER = Pattern.compile("^(?:[-_/]?\\p{L}|[-_/]\\d| [A-Z]{1,2}(?![\\p{L}\\d]))");

    /** A number right behind a word of phones: one of an area that nobody has, such as 555, is meant as one too. */
    private static final Pattern ANNOUNCED = Pattern.compile(
            "(?<!\\p{L})(?:" + NumberWords.phones().stream().sorted().collect(Collectors.joining("|"))
                    + ")(?:[ .-]{1,3}(?:no|nr|number|us|at|on|le|uns|sie))?+[ .:-]{1,3}(\\(?\\d[\\d ()/.-]{7,18}\\d)(?![\\d-])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** No region has a valid number of three digits. */
    static final int FEWEST_DIGITS = 4;
    /** Fewest digits of a number that a word announces. */
    private static final int FEWEST_ANNOUNCED = 9;

    private static final int MOST_GROUPS = 4;
    private static final int SHORTEST_AREA = 3;

    /** By region: digits below which none of its numbers is valid without a country code. */
    private static final Map<String, Integer> FEWEST = fewest();

    private PhoneNumbers() {}

    private static Map<String, Integer> fewest() {
        Map<String, Integer> fewest = new HashMap<>(Map.of(NO_REGION, Integer.MAX_VALUE));
        for (String region : regions()) {
            PhoneNumber number = new PhoneNumber().setCountryCode(PHONES.getCountryCodeForRegion(region));
            int digits = FEWEST_DIGITS;
            while (isTooShort(
                    number.setNationalNumber(BigInteger.TEN.pow(digits - 1).longValue()))) {
                digits++;
            }
            fewest.put(region, digits);
        }
        return fewest;
    }

    private static boolean isTooShort(PhoneNumber number) {
        return PHONES.isPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.TOO_SHORT;
    }

    /** Regions whose national numbers can be found. */
    static Set<String> regions() {
        return PHONES.getSupportedRegions();
    }

    /**
     * The text with each phone number of a region replaced by {@code [phone]}.
     *
     * @param label what the text is, such as {@code part number}: decides where no word in it does
     */
    static String mask(String label, String text, String region) {
        boolean international = text.indexOf('+') >= 0 || text.indexOf('\uff0b') >= 0;
        if (!international && Glance.of(text).digitsTogether() < FEWEST.get(region)) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int end = 0;
        for (PhoneNumberMatch match :
                PHONES.findNumbers(text, region, PhoneNumberUtil.Leniency.VALID, Long.MAX_VALUE)) {
            if (isPhone(label, text, match)) {
                boolean opens =
                        match.rawString().startsWith("(") && match.rawString().indexOf(')') < 0;
                masked.append(text, end, match.start() + (opens ? 1 : 0)).append("[phone]");
                end = match.end();
            }
        }
        return masked.append(text, end, text.length()).toString();
    }

    /** The text with the numbers that a word announces replaced, in whatever region they would be. */
    static String maskAnnounced(String label, String value) {
        if (Glance.of(value).digitsTogether() < FEWEST_ANNOUNCED) {
            return value;
        }
        String text = label + ": " + value;
        String masked = ANNOUNCED.matcher(text).replaceAll(found -> {
            String number = found.group(1);
            String digits = PhoneNumberUtil.normalizeDigitsOnly(number);
            String after = text.substring(found.end(), Math.min(text.length(), found.end() + NEAR_CHARS));
            boolean phone = digits.length() >= FEWEST_ANNOUNCED && !isOtherNumber(number, digits) && !isCode("", after);
            String kept = found.group().substring(0, found.start(1) - found.start());
            return Matcher.quoteReplacement(phone ? kept + "[phone]" : found.group());
        });
        return masked.substring(label.length() + 2);
    }

    private static boolean isPhone(String label, String text, PhoneNumberMatch match) {
        String before = text.substring(Math.max(0, match.start() - NEAR_CHARS), match.start());
        String after = text.substring(match.end(), Math.min(text.length(), match.end() + NEAR_CHARS));
        String raw = match.rawString();
        String digits = PhoneNumberUtil.normalizeDigitsOnly(raw);
        boolean plus = raw.matches("(?s)\\(?[+\uff0b].*");
        Announced announced = NumberWords.announced(before);
        announced = announced == Announced.NOTHING ? NumberWords.announced(label) : announced;
        if (announced == Announced.PHONE || plus) {
            return true;
        } else if (announced == Announced.PART || isCode(before, after) || isOtherNumber(raw, digits)) {
            return false;
        }
        return digits.startsWith("00" + match.number().getCountryCode()) || writtenAsPhone(match, raw, announced);
    }

    /** Part of a longer code, a measure, a price, an account. */
    private static boolean isCode(String before, String after) {
        return CODE_BEFORE.matcher(before).find()
                || CODE_AFTER.matcher(after).find()
                || UNIT_BEFORE.matcher(before).find()
                || UNIT_AFTER.matcher(after).find()
                || ACCOUNT_BEFORE.matcher(before).find();
    }

    /** A date, a size, a GTIN or an ISBN by its check digit. */
    private static boolean isOtherNumber(String raw, String digits) {
        boolean oneGroup = raw.length() == digits.length();
        return DATE.matcher(raw).find()
                || raw.matches("\\d{1,5} ?[xX×] ?\\d{1,5}.*") // 1687x1487
                || (oneGroup && Gtin.isValid(digits))
                || (raw.matches("(?:\\d{1,7}[- ]){3}\\d") && isIsbn10(digits))
                || digits.matches("97[89]\\d{10}");
    }

    /** ISO 2108: digits weigh 10 to 1, the sum is a multiple of eleven. */
    private static boolean isIsbn10(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (10 - i) * (digits.charAt(i) - '0');
        }
        return digits.length() == 10 && sum % 11 == 0;
    }

    /** In the groups of the region, or behind its area code; in one piece only mobile numbers, or behind a word. */
    private static boolean writtenAsPhone(PhoneNumberMatch match, String raw, Announced announced) {
        boolean contact = announced == Announced.CONTACT || announced == Announced.ASKED;
        boolean mobile = PHONES.getNumberType(match.number()) == PhoneNumberType.MOBILE;
        String[] groups = groups(raw);
        String[] usual = groups(PHONES.format(match.number(), PhoneNumberFormat.NATIONAL));
        if (raw.matches("(?s)\\(?0?\\d* ?\\(\\d{1,5}\\).*")) {
            return true; // (030) 23125042, 1 (212) 555-0142
        } else if (groups.length == 1) {
            return announced == Announced.ASKED
                    || (contact && mobile)
                    || (groups[0].startsWith("0") && (contact || mobile));
        }
        if (THOUSANDS.matcher(raw).matches()) {
            return contact;
        }
        boolean fewGroups = groups.length <= MOST_GROUPS || contact || mobile || raw.matches("0\\d+ ?/[\\d ]+");
        boolean behindArea = fewGroups && isArea(groups[0], usual[0], contact, mobile);
        return (behindArea && groups[0].startsWith("0"))
                || announced == Announced.ASKED
                || Arrays.equals(groups, usual)
                || Arrays.equals(Arrays.copyOfRange(groups, 1, groups.length), usual);
    }

    /** Cut where the region cuts; mobile numbers earlier too (0151 for 01512), behind a word anywhere near (0207 for 020). */
    private static boolean isArea(String group, String usual, boolean contact, boolean mobile) {
        boolean earlier = (mobile || contact) && usual.startsWith(group);
        boolean later = contact && group.startsWith(usual);
        return group.equals(usual) || (group.length() >= SHORTEST_AREA && (earlier || later));
    }

    private static String[] groups(String number) {
        return number.replaceAll("^\\D+|\\D+$", "").split("\\D+", -1);
    }
}
