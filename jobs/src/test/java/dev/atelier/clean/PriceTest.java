package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.ItemText;
import dev.atelier.domain.RawItem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTest {
    static Price read(String text, String column, String locale, String configured) {
        return Price.of(
                new RawItem(
                        "f#1",
                        "f",
                        1,
                        new ItemText(null, null, null, null, null, null),
                        text,
                        column,
                        locale,
                        false,
                        List.of(),
                        "CC0-1.0"),
                configured);
    }

    private static Price typed(String number) {
        return Price.of(
                new RawItem(
                        "f#1",
                        "f",
                        1,
                        new ItemText(null, null, null, null, null, null),
                        number,
                        null,
                        "de-DE",
                        true,
                        List.of(),
                        "CC0-1.0"),
                "EUR");
    }

    static String says(Price price) {
        String amount = price.amount() == null ? "none" : price.amount().toString();
        return String.join(
                        " ",
                        amount,
                        price.currency() == null ? "-" : price.currency(),
                        price.flags().toString().replaceAll("[\\[\\],]", ""))
                .strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    € 12,90        | 12.9 EUR
                    USD 15         | 15.0 USD
                    12.50 £        | 12.5 GBP
                    1.299,00 €     | 1299.0 EUR
                    CHF 1'299.50   | 1299.5 CHF
                    1’299.50       | 1299.5 CHF
                    1 234,50 zł    | 1234.5 PLN
                    1\u00a0234,50  | 1234.5 CHF
                    1\u202f234.50  | 1234.5 CHF
                    1\u2009234     | 1234.0 CHF
                    0.80 EUR       | 0.8 EUR
                    12.345.678,9 € | 1.23456789E7 EUR
                    1.299.000      | 1299000.0 CHF
                    1,25,000.00    | 125000.0 CHF
                    ₹1,25,000      | 125000.0 INR
                    3 Euro         | 3.0 EUR
                    49.9900        | 49.99 CHF
                    49,9900        | 49.99 CHF
                    .99            | 0.99 CHF
                    $ ,99 USD      | 0.99 USD
                    12.5           | 12.5 CHF
                    1299.00        | 1299.0 CHF
                    1299.000       | 1299.0 CHF
                    0.125          | 0.125 CHF
                    007            | 7.0 CHF
                    12.50000000000000000000 | 12.5 CHF
                    1e3            | 1000.0 CHF
                    1.25E7 JPY     | 1.25E7 JPY
                    1,299e3        | 1299.0 CHF
                    2e-2           | 0.02 CHF
                    ١٬٢٩٩٫٥٠       | 1299.5 CHF
                    １，２９９．００     | 1299.0 CHF
                    ￥１２００ CNY      | 1200.0 CNY
                    £12·50         | 12.5 GBP
                    15,-           | 15.0 CHF
                    15,- €         | 15.0 EUR
                    15,-€          | 15.0 EUR
                    15.–           | 15.0 CHF
                    CHF 15.--      | 15.0 CHF
                    only 12.50     | 12.5 CHF
                    Preis: 12,50 € | 12.5 EUR
                    12.50 € inkl. MwSt. | 12.5 EUR
                    12.50 EUR*     | 12.5 EUR
                    0.00           | 0.0 CHF
                    199.00 MXN     | 199.0 MXN
                    CA$25.50       | 25.5 CAD
                    C$ 20          | 20.0 CAD
                    us$ 7.5        | 7.5 USD
                    AU$5           | 5.0 AUD
                    A$5            | 5.0 AUD
                    NZ$ 5          | 5.0 NZD
                    HK$5           | 5.0 HKD
                    S$5            | 5.0 SGD
                    NT$5           | 5.0 TWD
                    R$ 5,50        | 5.5 BRL
                    MX$5           | 5.0 MXN
                    Mex$5          | 5.0 MXN
                    5 $CA          | 5.0 CAD
                    5 $US          | 5.0 USD
                    $5 CAD         | 5.0 CAD
                    $25.00 USD     | 25.0 USD
                    US $25.00      | 25.0 USD
                    100:-          | 100.0 CHF
                    USD$25         | 25.0 USD
                    kr 349 SEK     | 349.0 SEK
                    349,00 Kč      | 349.0 CZK
                    349 KČ         | 349.0 CZK
                    1 990 Ft       | 1990.0 HUF
                    20 лв.         | 20.0 BGN
                    500 ₽          | 500.0 RUB
                    500 ₴          | 500.0 UAH
                    500 ₺          | 500.0 TRY
                    500 TL         | 500.0 TRY
                    ₩ 5000         | 5000.0 KRW
                    5000 ₫         | 5000.0 VND
                    ฿500           | 500.0 THB
                    ₪ 50           | 50.0 ILS
                    ₦500           | 500.0 NGN
                    ₱500           | 500.0 PHP
                    Fr. 12.50      | 12.5 CHF
                    Fr.12.50       | 12.5 CHF
                    500 円          | 500.0 JPY
                    RM 50          | 50.0 MYR
                    S/. 50         | 50.0 PEN
                    250 TRY        | 250.0 TRY
                    100 ALL        | 100.0 ALL
                    usd 15         | 15.0 USD
                    500 DA         | 500.0 DZD
                    DA 500         | 500.0 DZD
                    1.500,00 DA    | 1500.0 DZD
                    da 500 DA      | 500.0 DZD price_from
                    KSh 500        | 500.0 KES
                    Ksh. 500/-     | 500.0 KES
                    KD 5           | 5.0 KWD
                    QR 5           | 5.0 QAR
                    Tk 5           | 5.0 BDT
                    5 US dollars   | 5.0 USD
                    5,50 US dollars | 5.5 USD
                    U.S. $5        | 5.0 USD
                    5 us dollars   | 5.0 USD
                    5 dollars US   | 5.0 USD
                    Kshs 500       | 500.0 KES
                    5 US-Dollar    | 5.0 USD
                    Kč 349         | 349.0 CZK
                    5 MKD          | 5.0 MKD
                    15 eur         | 15.0 EUR
                    5 KWD          | 5.0 KWD
                    5 ZWG          | 5.0 ZWG
                    """)
    void readsWhatCataloguesWrite(String text, String expected) {
        assertThat(says(read(text, null, null, "CHF"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {190, 400, 100_000})
    void longNumbersAreNeverInfinite(int digits) {
        Price price = read("9".repeat(digits), null, null, "CHF");
        assertThat(price.flags()).containsExactly(digits == 190 ? "price_rounded" : "price_unreadable");
        assertThat(price.amount() == null || Double.isFinite(price.amount())).isTrue();
        assertThat(says(read("1.".repeat(digits), null, null, "CHF"))).isEqualTo("none - price_unreadable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1.299      | de-DE | 1299.0 CHF
                    1.299      | en-US | 1.299 CHF
                    1,299      | de-DE | 1.299 CHF
                    1,299      | en-US | 1299.0 CHF
                    12.345 EUR | de-AT | 12345.0 EUR
                    12.50      | de-DE | 12.5 CHF
                    1,299.00   | de-DE | 1299.0 CHF
                    1,299      | de-CH | none - price_ambiguous
                    1.299      | sv-SE | none - price_ambiguous
                    1,299      | en-IN | 1299.0 CHF
                    $ 12       | en-US | 12.0 USD
                    $ 12       | en-CA | 12.0 CAD
                    $ 12       | es-MX | 12.0 MXN
                    $ 12       | de-DE | 12.0 - currency_ambiguous
                    $ 12       | en    | 12.0 - currency_ambiguous
                    349 kr     | sv-SE | 349.0 SEK
                    349 kr.    | da-DK | 349.0 DKK
                    Rs 500     | en-PK | 500.0 PKR
                    R 199      | en-ZA | 199.0 ZAR
                    ¥1200      | ja-JP | 1200.0 JPY
                    £5         | en-GI | 5.0 GIP
                    C$5        | es-NI | 5.0 NIO
                    20 lei     | ro-RO | 20.0 RON
                    R1,299     | en-ZA | none - price_ambiguous
                    R1.299     | en-ZA | none - price_ambiguous
                    R1,299.00  | en-ZA | 1299.0 ZAR
                    R1 299,00  | en-ZA | 1299.0 ZAR
                    R1,299     | af-ZA | none - price_ambiguous
                    1,299      | en-DE | none - price_ambiguous
                    15K        | en-ZM | none - price_unreadable
                    K 15       | en-ZM | 15.0 ZMW
                    500 DA     | fr-DZ | 500.0 DZD
                    Dhs 5      | ar-AE | 5.0 AED
                    5 DH       | fr-MA | 5.0 MAD
                    SR 5       | en-SC | 5.0 SCR
                    5 F CFA    | fr-SN | 5.0 XOF
                    """)
    void theSourcesLocaleDecidesWhatCouldBeEither(String text, String locale, String expected) {
        assertThat(says(read(text, null, locale, "CHF"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12.50      | USD  | 12.5 USD
                    12.50      | usd  | 12.5 USD
                    12.50      | USD$ | 12.5 USD
                    12.50      | MXN  | 12.5 MXN
                    12.50      | CA$  | 12.5 CAD
                    12.50      | €    | 12.5 EUR
                    $ 12.50    | CAD  | 12.5 CAD
                    12.50 EUR  | USD  | 12.5 USD currency_conflict
                    12.50 ₿    | USD  | 12.5 USD currency_conflict
                    CA$ 12.50  | $    | 12.5 CAD
                    12.50      | $    | 12.5 - currency_ambiguous
                    12.50      | foo  | 12.5 - currency_unknown
                    12.50 EUR  | foo  | 12.5 - currency_unknown
                    on request | USD  | none - price_unreadable
                    """)
    void theRowsOwnColumnForTheCurrencyGoesFirst(String text, String column, String expected) {
        assertThat(says(read(text, column, null, "CHF"))).isEqualTo(expected);
    }

    @Test
    void theConfiguredCurrencyIsForPricesThatNameNone() {
        assertThat(says(read("12.50", null, null, null))).isEqualTo("12.5 - currency_missing");
        assertThat(says(read("$ 12.50", null, null, "USD"))).isEqualTo("12.5 USD");
        assertThat(says(read("$ 12.50", null, "en-CA", "USD"))).isEqualTo("12.5 CAD");
        assertThat(says(read("349 kr", null, null, "DKK"))).isEqualTo("349.0 DKK");
    }

    @Test
    void everyCodeOfIso4217IsKnownAndNoOther() {
        assertThat(Currencies.codes()).hasSizeGreaterThan(170).doesNotContain("XXX", "XTS");
        assertThat(Currencies.codes()).allSatisfy(code -> assertThat(says(read("12.50 " + code, null, null, "CHF")))
                .isEqualTo("12.5 " + code));
        for (String sign : WordLists.lines("currency-signs.txt")) {
            assertThat(Arrays.stream(sign.split(" ")).skip(1).map(c -> c.replace("*", "")))
                    .isNotEmpty()
                    .allMatch(Currencies::known, sign);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1200.00, 1200.0",
        "1.2E+3, 1200.0",
        "100.0, 100.0",
        "1.250, 1.25",
        "1.299, 1.299",
        "1500000.00, 1500000.0",
        "19.990000000000000000, 19.99",
        "0.1, 0.1",
        "10, 10.0"
    })
    void aTypedNumberIsNeverInDoubt(String number, double amount) {
        assertThat(says(typed(number))).isEqualTo(amount + " EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "1.299-2.499, 1.299 EUR price_range",
        "15-20, 15.0 EUR price_range",
        "15-0, none - price_ambiguous",
    })
    void aRangeOfTypedNumbersIsTyped(String range, String expected) {
        assertThat(says(typed(range))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "1e400", "Infinity", "true"})
    void whatIsNoAmountIsNoneFromATypedSourceEither(String number) {
        assertThat(says(typed(number))).isEqualTo("none - price_unreadable");
    }
}
