package dev.atelier.clean;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    private static final Set<String> PHONE_WORDS = words("words-before-phones.txt");
    private static final Set<String> CONTACT_WORDS = words("words-before-contacts.txt");
    private static final Set<String> PART_WORDS = words("words-before-parts.txt");
    private static final Set<String> SHORT_FOR_NUMBER = Set.of("no", "nr", "n°", "nº", "#", "№", "num");
    /** Mean what the word before them means: {@code phone number}, {@code part number}. */
    private static final Set<String> NEUTRAL = Set.of(
            "number", "numbers", "nummer", "nummern", "numéro", "numero", "or", "and", "oder", "und", "ou", "et");

    /** How many characters and words before a number are looked at. */
    private static final int LOOK_BACK_CHARS = 120;

    private static final int LOOK_BACK_WORDS = 4;

    private static final Pattern TOKEN = Pattern.compile("\\p{L}++[°º]?|[#№]|\\d[\\p{L}\\d]*+|[.!?;:]");
    private static final Pattern UNIT_AFTER = Pattern.compile(
            "^\\s?(?:(?:mm|cm|m|km|kg|g|mg|ml|cl|l|w|kw|v|hz|mah|ah|eur|euro|usd|gbp|chf|stk|stück|pcs|x|inch|zoll)(?![\\p{L}\\d])|[€$£%×*\"″°])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern UNIT_BEFORE = Pattern.compile("(?:[×*€$£]|(?<![\\p{L}])x)\\s?$");
    private static final Pattern ACCOUNT_BEFORE =
            Pattern.compile("(?<![\\p{L}\\d])[A-Z]{2}\\d{2}(?: ?[A-Z\\d]{4}){0,8} ?$");
    private static final Pattern DATE = Pattern.compile(
            "(?<!\\d)(?:\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./](?:19|20)\\d\\d)(?!\\d)");
    private static final Pattern CODE_BEFORE = Pattern.compile("[\\p{L}\\d][-_/#]$");
    private static final Pattern CODE_AFTER = Pattern.compile("^(?:[-_/]?\\p{L}|[-_/]\\d| [A-Z]{1,2}(?![\\p{L}\\d]))");

    /** A number right behind a word of phones: one of an area that nobody has, such as 555, is meant as one too. */
    private static final Pattern ANNOUNCED = Pattern.compile(
            "(?<!\\p{L})(?:" + PHONE_WORDS.stream().sorted().collect(Collectors.joining("|"))
                    + ")(?:[ .-]{1,3}(?:no|nr|number|us|at|on|le|uns|sie))?+[ .:-]{1,3}(\\(?\\d[\\d ()/.-]{7,18}\\d)(?![\\d-])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private PhoneNumbers() {}

    private static Set<String> words(String list) {
        return WordLists.lines(list).stream()
                .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Regions whose national numbers can be found. */
    static Set<String> regions() {
        return PHONES.getSupportedRegions();
    }

    /** The text with each phone number of a region replaced by {@code [phone]}. */
    static String mask(String text, String region) {
        StringBuilder masked = new StringBuilder();
        int end = 0;
        for (PhoneNumberMatch match :
                PHONES.findNumbers(text, region, PhoneNumberUtil.Leniency.VALID, Long.MAX_VALUE)) {
            if (isPhone(text, match)) {
                boolean opens =
                        match.rawString().startsWith("(") && match.rawString().indexOf(')') < 0;
                masked.append(text, end, match.start() + (opens ? 1 : 0)).append("[phone]");
                end = match.end();
            }
        }
        return masked.append(text, end, text.length()).toString();
    }

    /** The text with the numbers that a word announces replaced, in whatever region they would be. */
    static String maskAnnounced(String text) {
        return ANNOUNCED.matcher(text).replaceAll(found -> {
            String number = found.group(1);
            String digits = PhoneNumberUtil.normalizeDigitsOnly(number);
            String after = text.substring(found.end(), Math.min(text.length(), found.end() + LOOK_BACK_CHARS));
            boolean phone = digits.length() >= 9 && !isOtherNumber(number, digits) && !isCode("", after);
            String kept = found.group().substring(0, found.start(1) - found.start());
            return Matcher.quoteReplacement(phone ? kept + "[phone]" : found.group());
        });
    }

    /** What the words before a number say that it is. */
    private enum Announced {
        PHONE,
        CONTACT,
        PART,
        NOTHING
    }

    private static boolean isPhone(String text, PhoneNumberMatch match) {
        String before = text.substring(Math.max(0, match.start() - LOOK_BACK_CHARS), match.start());
        String after = text.substring(match.end(), Math.min(text.length(), match.end() + LOOK_BACK_CHARS));
        String raw = match.rawString();
        String digits = PhoneNumberUtil.normalizeDigitsOnly(raw);
        boolean plus = raw.matches("(?s)\\(?[+\uff0b].*");
        Announced announced = announced(before);
        if (announced == Announced.PHONE || plus) {
            return true;
        } else if (announced == Announced.PART || isCode(before, after) || isOtherNumber(raw, digits)) {
            return false;
        }
        return digits.startsWith("00" + match.number().getCountryCode())
                || writtenAsPhone(match, raw, announced == Announced.CONTACT);
    }

    private static Announced announced(String before) {
        List<String> tokens = TOKEN.matcher(before)
                .results()
                .map(r -> r.group().toLowerCase(Locale.ROOT))
                .toList();
        Announced said = Announced.NOTHING;
        int words = 0;
        for (int i = tokens.size() - 1; i >= 0 && words < LOOK_BACK_WORDS; i--) {
            String token = tokens.get(i);
            if (PHONE_WORDS.contains(token)) {
                return Announced.PHONE;
            } else if (SHORT_FOR_NUMBER.contains(token)) {
                said = Announced.PART; // unless it is a phone no.
                words = LOOK_BACK_WORDS - 2;
            } else if (said == Announced.NOTHING && PART_WORDS.contains(token)) {
                return Announced.PART;
            } else if (said == Announced.NOTHING && CONTACT_WORDS.contains(token)) {
                said = Announced.CONTACT;
            } else if (token.matches("[!;]") || (token.equals(".") && i > 0 && !known(tokens.get(i - 1)))) {
                return said; // another sentence
            }
            words += Character.isLetter(token.codePointAt(0)) && !NEUTRAL.contains(token) ? 1 : 0;
        }
        return said;
    }

    private static boolean known(String word) {
        return PHONE_WORDS.contains(word) || PART_WORDS.contains(word) || Character.isDigit(word.charAt(0));
    }

    /** Part of a longer code, a measure, a price, an account. */
    private static boolean isCode(String before, String after) {
        return CODE_BEFORE.matcher(before).find()
                || CODE_AFTER.matcher(after).find()
                || UNIT_BEFORE.matcher(before).find()
                || UNIT_AFTER.matcher(after).find()
                || ACCOUNT_BEFORE.matcher(before).find();
    }

    /** A date, a GTIN or an ISBN by its check digit. */
    private static boolean isOtherNumber(String raw, String digits) {
        boolean oneGroup = raw.length() == digits.length();
        return DATE.matcher(raw).find()
                || (oneGroup && Identity.isGtin(digits))
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
    private static boolean writtenAsPhone(PhoneNumberMatch match, String raw, boolean contact) {
        String[] groups = groups(raw);
        String[] usual = groups(PHONES.format(match.number(), PhoneNumberFormat.NATIONAL));
        if (raw.matches("(?s)\\(?0?\\d* ?\\(\\d{1,5}\\).*")) {
            return true; // (030) 23125042, 1 (212) 555-0142
        } else if (groups.length == 1) {
            return groups[0].startsWith("0")
                    && (contact || PHONES.getNumberType(match.number()) == PhoneNumberType.MOBILE);
        }
        boolean longDistance = usual[0].startsWith("0") && groups[0].equals(usual[0]) && groups.length <= 4;
        return longDistance
                || Arrays.equals(groups, usual)
                || Arrays.equals(Arrays.copyOfRange(groups, 1, groups.length), usual);
    }

    private static String[] groups(String number) {
        return number.replaceAll("^\\D+|\\D+$", "").split("\\D+", -1);
    }
}
