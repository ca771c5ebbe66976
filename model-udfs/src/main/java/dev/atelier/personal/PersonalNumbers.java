package dev.atelier.personal;

import java.util.List;

/**
 * {@code [tax_id]} and {@code [social_number]}: what some countries give their people.
 *
 * @param countries whose numbers are found
 */
record PersonalNumbers(List<String> countries) implements Mask {
    private static final String TAX = "tax_id";
    private static final String SOCIAL = "social_number";

    /** To add one: say here how it is written and which words announce it; its check goes to {@link CheckDigits}. */
    private static final List<NationalNumber> KNOWN = List.of(
            NationalNumber.of(
                    "US",
                    SOCIAL,
                    9,
                    "\\d{3}([- ])\\d{2}\\1\\d{4}|\\d{9}",
                    "\\d{3}-\\d{2}-\\d{4}",
                    CheckDigits::isSsn,
                    "ssn|ss#|soc(?:ial|\\.)? sec"),
            NationalNumber.of(
                    "US",
                    TAX,
                    9,
                    "9\\d{2}([- ])\\d{2}\\1\\d{4}|9\\d{8}",
                    null,
                    CheckDigits::isItin,
                    "itin|tax(?:payer)? id"),
            NationalNumber.of(
                    "DE",
                    TAX,
                    11,
                    "\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}",
                    ".*",
                    CheckDigits::isSteuerId,
                    "steuer(?!ung|ger|teil|kett)|idnr|tin(?!\\p{L})|tax id"),
            NationalNumber.of(
                    "DE", TAX, 10, "\\d{2,3} ?/ ?\\d{3,4} ?/ ?\\d{4,5}", null, n -> true, "steuer-?n|st\\.?-?nr"),
            NationalNumber.of(
                    "DE",
                    SOCIAL,
                    11,
                    "\\d{2} ?\\d{6} ?[A-Z] ?\\d{3}",
                    ".*",
                    CheckDigits::isVersicherungsnummer,
                    "sozialvers|rentenvers|versicherungsn|sv-?n|rvnr|vsnr"),
            NationalNumber.of(
                    "GB",
                    SOCIAL,
                    6,
                    "[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]([ -]?)\\d{2}\\1\\d{2}\\1\\d{2}\\1[A-D]",
                    "(?:\\w\\w )+.",
                    CheckDigits::isNino,
                    "national ins|nino|n\\.?i\\.? ?(?:no|num)|ni(?!\\p{L})"),
            NationalNumber.of(
                    "GB",
                    TAX,
                    10,
                    "\\d{5} ?\\d{5}|\\d{4} ?\\d{3} ?\\d{3}",
                    null,
                    CheckDigits::isUtr,
                    "utr(?!\\p{L})|unique tax|tax(?:payer)? ref"),
            NationalNumber.of(
                    "FR",
                    SOCIAL,
                    13,
                    "[1-478] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3}(?: ?|\\s?[/-]\\s?)\\d{2}",
                    ".*",
                    CheckDigits::isNir,
                    "s[ée]cu|nir(?!\\p{L})|insee|n° ?ss|num[ée]ro (?:de )?ss"),
            NationalNumber.of(
                    "FR",
                    TAX,
                    13,
                    "[0-3]\\d ?\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}",
                    null,
                    CheckDigits::isNumeroFiscal,
                    "num[ée]ro fiscal|n° ?fiscal|identifiant fiscal|r[ée]f[ée]rence fiscale|spi(?!\\p{L})|imp[ôo]t"),
            NationalNumber.of(
                    "NL",
                    SOCIAL,
                    9,
                    "\\d{9}|\\d{4}([ .-])\\d{2}\\1\\d{3}|\\d{3}([ .-])\\d{3}\\2\\d{3}",
                    null,
                    CheckDigits::isBsn,
                    "bsn(?!\\p{L})|burgerservice|sofi|burger ?service"),
            NationalNumber.of(
                    "IT",
                    TAX,
                    4,
                    "[A-Z]{3} ?[A-Z]{3} ?[\\dL-NP-V]{2}[A-EHLMPRST][\\dL-NP-V]{2} ?[A-Z][\\dL-NP-V]{3} ?[A-Z]",
                    ".*",
                    CheckDigits::isCodiceFiscale,
                    "cod(?:ice|\\.) ?fisc|c\\.? ?f(?!\\p{L})"),
            NationalNumber.of(
                    "ES",
                    TAX,
                    7,
                    "\\d{8}[- ]?[A-Z]|\\d{1,2}\\.\\d{3}\\.\\d{3}[- ]?[A-Z]|[X-Z][- ]?\\d{7}[- ]?[A-Z]",
                    "\\d{8}-?[A-Z]|\\d{2}\\.\\d{3}\\.\\d{3}-?[A-Z]|[X-Z]-?\\d{7}-?[A-Z]",
                    CheckDigits::isDni,
                    "d\\.?n\\.?i(?!\\p{L})|n\\.?i\\.?[ef](?!\\p{L})|identidad|fiscal"),
            NationalNumber.of(
                    "ES",
                    SOCIAL,
                    12,
                    "\\d{2}[ /-]?\\d{8}[ /-]?\\d{2}",
                    null,
                    CheckDigits::isAfiliacion,
                    "seguridad soc|seg\\.? ?soc|nss(?!\\p{L})|naf(?!\\p{L})|afiliaci|nuss"),
            NationalNumber.of(
                    "PL",
                    SOCIAL,
                    11,
                    "\\d{11}",
                    "\\d{2}(?:[02468][1-9]|[13579][0-2])(?:0[1-9]|[12]\\d|3[01])\\d{5}",
                    CheckDigits::isPesel,
                    "pesel"),
            NationalNumber.of(
                    "PL",
                    TAX,
                    10,
                    "\\d{3}([- ])\\d{3}\\1\\d{2}\\1\\d{2}|\\d{3}([- ])\\d{2}\\2\\d{2}\\2\\d{3}|\\d{10}",
                    null,
                    CheckDigits::isNip,
                    "nip(?!\\p{L})|identyfikacji podatk|podatnik"));

    /** Countries of which some are known. */
    static List<String> known() {
        return KNOWN.stream().map(NationalNumber::country).distinct().toList();
    }

    @Override
    public String apply(String label, String text, Glance seen) {
        String current = text;
        for (NationalNumber number : KNOWN) {
            boolean may = seen.digits() >= number.fewestDigits() && countries.contains(number.country());
            current = may ? number.mask(label, current) : current;
        }
        return current;
    }
}
