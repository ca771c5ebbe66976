package dev.atelier.personal;

/** Check digits and letters of cards, accounts and people, over numbers without blanks, letters in capitals. */
final class CheckDigits {
    private static final String LETTERS_OF_DNI = "TRWAGMYFPDXBNJZSQVHLCKE";
    /** By the remainder of eleven; HMRC, unique taxpayer reference. */
    private static final String DIGITS_OF_UTR = "21987654321";
    /** Digits in a codice fiscale may be written as letters where two people would have the same. */
    private static final String LETTERS_FOR_DIGITS = "LMNPQRSTUV";
    /** What characters at odd places weigh, A (or 0) to Z; decreto ministeriale of 12 March 1974. */
    private static final int[] ODD_PLACES = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private CheckDigits() {}

    /** ISO/IEC 7812-1 annex B. */
    static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digit(digits, digits.length() - 1 - i) * (i % 2 == 0 ? 1 : 2);
            sum += d / 10 + d % 10;
        }
        return sum % 10 == 0;
    }

    /** ISO 13616: the first four characters go behind, letters count 10 to 35, the remainder of 97 is one. */
    static boolean isMod97(String account) {
        String turned = account.substring(4) + account.substring(0, 4);
        int remainder = 0;
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder == 1;
    }

    /** United States: no area 000, 666 or from 900, no group 00, no serial 0000. */
    static boolean isSsn(String n) {
        return !n.startsWith("000") && !n.startsWith("666") && n.charAt(0) != '9' && hasGroups(n);
    }

    /** United States, of people without a social security number: 9, group 50 to 65, 70 to 88, 90 to 92, 94 to 99. */
    static boolean isItin(String n) {
        int group = number(n, 3, 5);
        boolean known = group >= 50 && group <= 99 && (group <= 65 || group >= 70) && group != 89 && group != 93;
        return n.charAt(0) == '9' && known && hasGroups(n);
    }

    private static boolean hasGroups(String n) {
        return !n.startsWith("00", 3) && !n.endsWith("0000");
    }

    /** Germany: ISO 7064 MOD 11,10; of the first ten digits exactly one comes twice or three times. */
    static boolean isSteuerId(String n) {
        int product = 10;
        int[] count = new int[10];
        for (int i = 0; i < 10; i++) {
            count[digit(n, i)]++;
            int sum = (digit(n, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        int repeated = 0;
        for (int times : count) {
            repeated += times > 3 ? 2 : times > 1 ? 1 : 0;
        }
        return n.charAt(0) != '0' && repeated == 1 && (11 - product) % 10 == digit(n, 10);
    }

    /** Germany, pension insurance: the letter counts as two digits, digits of products are added. */
    static boolean isVersicherungsnummer(String n) {
        int letter = n.charAt(8) - 'A' + 1;
        String d = n.substring(0, 8) + letter / 10 + letter % 10 + n.substring(9, 11);
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = digit(d, i) * weights[i];
            sum += product / 10 + product % 10;
        }
        int month = number(n, 4, 6);
        return sum % 10 == digit(n, 11) && month >= 1 && month <= 12;
    }

    /** United Kingdom: prefixes that were never given. */
    static boolean isNino(String n) {
        return !n.matches("(?:BG|GB|NK|KN|TN|NT|ZZ).*");
    }

    /** United Kingdom, unique taxpayer reference. */
    static boolean isUtr(String n) {
        int sum = weighted(n.substring(1), 6, 7, 8, 9, 10, 5, 4, 3, 2);
        return DIGITS_OF_UTR.charAt(sum % 11) == n.charAt(0);
    }

    /** France, numéro de sécurité sociale: Corsica counts 19 and 18. */
    static boolean isNir(String n) {
        long body = Long.parseLong(n.substring(0, 13).replace("2A", "19").replace("2B", "18"));
        return 97 - body % 97 == number(n, 13, 15);
    }

    /** France, numéro fiscal. */
    static boolean isNumeroFiscal(String n) {
        return Long.parseLong(n.substring(0, 10)) % 511 == number(n, 10, 13);
    }

    /** Netherlands: the eleven test. */
    static boolean isBsn(String n) {
        return weighted(n, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0 && !n.matches("0+");
    }

    /** Italy: the last letter. */
    static boolean isCodiceFiscale(String n) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = n.charAt(i);
            int value = Character.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ODD_PLACES[value] : value;
        }
        int day = number(plain(n.substring(9, 11)), 0, 2) % 40;
        return n.charAt(15) == 'A' + sum % 26 && day >= 1 && day <= 31;
    }

    private static String plain(String digitsOrLetters) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < digitsOrLetters.length(); i++) {
            char c = digitsOrLetters.charAt(i);
            plain.append(Character.isDigit(c) ? c - '0' : LETTERS_FOR_DIGITS.indexOf(c));
        }
        return plain.toString();
    }

    /** Spain, DNI and NIE: X, Y and Z count 0, 1 and 2. */
    static boolean isDni(String n) {
        char first = n.charAt(0);
        String body =
                (first >= 'X' ? String.valueOf(first - 'X') : String.valueOf(first)) + n.substring(1, n.length() - 1);
        return LETTERS_OF_DNI.charAt(Integer.parseInt(body) % 23) == n.charAt(n.length() - 1);
    }

    /** Spain, número de afiliación: small numbers of a province are written without their zeros before 97 divides. */
    static boolean isAfiliacion(String n) {
        long province = number(n, 0, 2);
        long serial = number(n, 2, 10);
        long body = serial < 10_000_000 ? serial + province * 10_000_000 : Long.parseLong(n.substring(0, 10));
        return body % 97 == number(n, 10, 12);
    }

    /** Poland, PESEL. */
    static boolean isPesel(String n) {
        return (10 - weighted(n, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10 == digit(n, 10);
    }

    /** Poland, NIP. */
    static boolean isNip(String n) {
        return weighted(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == digit(n, 9);
    }

    private static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum;
    }

    private static int digit(String text, int at) {
        return text.charAt(at) - '0';
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }
}
