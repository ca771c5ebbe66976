package dev.atelier.clean;

import dev.atelier.domain.Require;
import dev.atelier.personal.PersonalData;
import dev.atelier.stage.Nearest;
import java.io.Serializable;
import java.util.List;

/**
 * Section {@code clean}: parameters of the rules in {@link Rules}.
 *
 * @param languages codes of today (ISO 639-1; {@code no} takes nb and nn) of the rows that are kept; default {@code [en]}
 * @param phoneRegions ISO 3166 regions whose national phone numbers are found (numbers with + always are); default
 *     {@code [US]}
 * @param personalNumbers countries whose tax and social numbers are masked, of DE, ES, FR, GB, IT, NL, PL, US; default those
 *     of {@code phoneRegions}
 * @param currency ISO 4217 code of prices that name none; without it they have none and the flag
 *     {@code currency_missing}
 * @param promptInjection see {@link RoleMarkers}; default {@code reject}
 * @param maxNameChars default 120
 * @param minDescriptionChars default 1: a description is needed; 0 lets rows without one pass
 * @param maxDescriptionChars default 2000
 * @param maxFieldChars most characters (UTF-16 units) of any field or attribute as it came in; a row with a longer one is
 *     rejected before any other rule reads it; default 20000
 * @param maxAttributes most attributes of a row; default 500
 * @param brands more names for the flag {@code brand_mention}, beside the built-in list {@code brands.txt}
 * @param nearDuplicates see {@link NearDuplicatesConf}
 * @param trace whether what rules did with each row, with texts before and after, becomes table {@code trace}; decides
 *     nothing about items; default false, which is null here
 */
public record CleanConf(
        List<String> languages,
        List<String> phoneRegions,
        List<String> personalNumbers,
        String currency,
        RoleMarkers promptInjection,
        Integer maxNameChars,
        Integer minDescriptionChars,
        Integer maxDescriptionChars,
        Integer maxFieldChars,
        Integer maxAttributes,
        List<String> brands,
        NearDuplicatesConf nearDuplicates,
        Boolean trace)
        implements Serializable {
    public CleanConf {
        languages = languages == null
                ? List.of("en")
                : languages.stream().map(Languages::today).distinct().toList();
        Require.that(!languages.isEmpty(), "clean.languages", languages, "must name at least one, such as en");
        for (String code : languages) {
            Require.that(
                    Languages.codes().contains(code),
                    "clean.languages",
                    code,
                    "no row can be in it, since the language detector does not know it; did you mean "
                            + Nearest.of(code, Languages.codes()) + "? codes are those of ISO 639, such as en, de, he");
        }
        phoneRegions = phoneRegions == null ? List.of("US") : Require.list(phoneRegions);
        for (String region : phoneRegions) {
            Require.that(
                    PersonalData.knownRegions().contains(region),
                    "clean.phoneRegions",
                    region,
                    "must be a region of ISO 3166 in capitals; did you mean "
                            + Nearest.of(region, PersonalData.knownRegions()) + "? known are such as DE, GB, US");
        }
        personalNumbers = personalNumbers == null
                ? phoneRegions.stream()
                        .filter(PersonalData.knownCountries()::contains)
                        .toList()
                : Require.list(personalNumbers);
        for (String country : personalNumbers) {
            Require.that(
                    PersonalData.knownCountries().contains(country),
                    "clean.personalNumbers",
                    country,
                    "must be a country whose numbers are known, one of " + PersonalData.knownCountries());
        }
        Require.that(
                currency == null || Currencies.known(currency),
                "clean.currency",
                currency,
                "must be an ISO 4217 code; did you mean "
                        + (currency == null ? "" : Nearest.of(currency, Currencies.codes())) + "?");
        promptInjection = promptInjection == null ? RoleMarkers.REJECT : promptInjection;
        maxNameChars = maxNameChars == null ? 120 : maxNameChars;
        Require.that(maxNameChars >= 1, "clean.maxNameChars", maxNameChars, "must be 1 or more");
        minDescriptionChars = minDescriptionChars == null ? 1 : minDescriptionChars;
        Require.that(minDescriptionChars >= 0, "clean.minDescriptionChars", minDescriptionChars, "must be 0 or more");
        maxDescriptionChars = maxDescriptionChars == null ? 2000 : maxDescriptionChars;
        Require.that(
                maxDescriptionChars >= Math.max(1, minDescriptionChars),
                "clean.maxDescriptionChars",
                maxDescriptionChars,
                "must be 1 or more, and not below minDescriptionChars " + minDescriptionChars);
        maxFieldChars = maxFieldChars == null ? 20_000 : maxFieldChars;
        Require.that(
                maxFieldChars >= maxDescriptionChars,
                "clean.maxFieldChars",
                maxFieldChars,
                "must not be below maxDescriptionChars " + maxDescriptionChars);
        maxAttributes = maxAttributes == null ? 500 : maxAttributes;
        Require.that(maxAttributes >= 0, "clean.maxAttributes", maxAttributes, "must be 0 or more");
        brands = Require.list(brands);
        nearDuplicates = nearDuplicates == null ? NearDuplicatesConf.defaults() : nearDuplicates;
        trace = Boolean.TRUE.equals(trace) ? trace : null;
    }

    /** Without a trace. */
    CleanConf(
            List<String> languages,
            List<String> phoneRegions,
            List<String> personalNumbers,
            String currency,
            RoleMarkers promptInjection,
            Integer maxNameChars,
            Integer minDescriptionChars,
            Integer maxDescriptionChars,
            Integer maxFieldChars,
            Integer maxAttributes,
            List<String> brands,
            NearDuplicatesConf nearDuplicates) {
        this(
                languages,
                phoneRegions,
                personalNumbers,
                currency,
                promptInjection,
                maxNameChars,
                minDescriptionChars,
                maxDescriptionChars,
                maxFieldChars,
                maxAttributes,
                brands,
                nearDuplicates,
                null);
    }

    boolean isTraced() {
        return trace != null;
    }

    /** The same with or without a trace. */
    public CleanConf traced(boolean traced) {
        return new CleanConf(
                languages,
                phoneRegions,
                personalNumbers,
                currency,
                promptInjection,
                maxNameChars,
                minDescriptionChars,
                maxDescriptionChars,
                maxFieldChars,
                maxAttributes,
                brands,
                nearDuplicates,
                traced);
    }

    /** What of people is found in texts. */
    public PersonalData personalData() {
        return PersonalData.of(phoneRegions, personalNumbers);
    }

    /** Every parameter at its default. */
    public static CleanConf defaults() {
        return new CleanConf(null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
