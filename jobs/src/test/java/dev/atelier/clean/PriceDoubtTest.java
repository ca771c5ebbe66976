package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What could be read in two ways, or not at all: a flag, and no amount or no currency. */
class PriceDoubtTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10-20                        | 10.0 CHF price_range
                    10 – 20 EUR                  | 10.0 EUR price_range
                    €10–€20                      | 10.0 EUR price_range
                    10 bis 20 €                  | 10.0 EUR price_range
                    10,5-20,5                    | 10.5 CHF price_range
                    from 9.99                    | 9.99 CHF price_from
                    ab 9,99 EUR                  | 9.99 EUR price_from
                    à partir de 9,99 €           | 9.99 EUR price_from
                    9.99 EUR per piece           | 9.99 EUR price_in_text
                    12.50 EUR/kg                 | 12.5 EUR price_in_text
                    1.299                        | none - price_ambiguous
                    1,299                        | none - price_ambiguous
                    12.345 EUR                   | none - price_ambiguous
                    1.299-2.000                  | none - price_ambiguous
                    20-10                        | none - price_ambiguous
                    now only 12.50 instead of 15 | none - price_ambiguous
                    2 for 10 EUR                 | none - price_ambiguous
                    12.50 EUR / 100 g            | none - price_ambiguous
                    ab 5 Stück 9,99              | none - price_ambiguous
                    19.90 9.90                   | none - price_ambiguous
                    3 x 12.50                    | none - price_ambiguous
                    2024-01-15                   | none - price_ambiguous
                    12.11.2024                   | none - price_unreadable
                    1.2.3                        | none - price_unreadable
                    1,299,00                     | none - price_unreadable
                    on request                   | none - price_unreadable
                    -5 EUR                       | none - price_unreadable
                    EUR -5                       | none - price_unreadable
                    −5                           | none - price_unreadable
                    (12.50)                      | none - price_unreadable
                    12.50-                       | none - price_unreadable
                    EUR.50                       | none - price_unreadable
                    12½ EUR                      | none - price_unreadable
                    12⁵⁰ €                       | none - price_unreadable
                    20 %                         | none - price_unreadable
                    size 12                      | none - price_unreadable
                    A4                           | none - price_unreadable
                    12 pcs                       | none - price_unreadable
                    all 15                       | none - price_unreadable
                    NaN                          | none - price_unreadable
                    1e400                        | none - price_unreadable
                    1e-400                       | none - price_unreadable
                    1e99999                      | none - price_ambiguous
                    12345678901234567.89         | 1.2345678901234568E16 CHF price_rounded
                    15K                          | none - price_unreadable
                    10K USD                      | none - price_unreadable
                    $10K                         | none - price_unreadable
                    10 k€                        | none - price_unreadable
                    K€ 10                        | none - price_unreadable
                    1.5K                         | none - price_unreadable
                    10KUSD                       | none - price_unreadable
                    10K-20K                      | none - price_unreadable
                    10-20K                       | none - price_unreadable
                    5 M€                         | none - price_unreadable
                    5 Mio. €                     | none - price_unreadable
                    EUR 5 Tsd.                   | none - price_unreadable
                    5 thousand dollars           | none - price_unreadable
                    1.5 million USD              | none - price_unreadable
                    USD 5 mn                     | none - price_unreadable
                    2 Lakh                       | none - price_unreadable
                    Rs. 3 crore                  | none - price_unreadable
                    5 bn                         | none - price_unreadable
                    5万円                          | none - price_unreadable
                    5 万                          | none - price_unreadable
                    99¢                          | none - price_unreadable
                    99p                          | none - price_unreadable
                    99 cents                     | none - price_unreadable
                    {"amount":5}                 | none - price_unreadable
                    {"€":5}                      | none - price_unreadable
                    12.50 OD                     | 12.5 - currency_unknown
                    500 QW                       | 500.0 - currency_unknown
                    NSh 500                      | 500.0 - currency_unknown
                    EU 42                        | none - price_unreadable
                    12 XL                        | none - price_unreadable
                    12 KG                        | none - price_unreadable
                    da 9,99 €                    | 9.99 EUR price_from
                    Da 9,99                      | 9.99 CHF price_from
                    FROM 9.99                    | 9.99 CHF price_from
                    AB 9,99 €                    | 9.99 EUR price_from
                    OD 9,99                      | 9.99 - currency_unknown
                    9.99 EUR ab Lager            | 9.99 EUR price_in_text
                    Dhs 5                        | 5.0 - currency_ambiguous
                    5 DH                         | 5.0 - currency_ambiguous
                    SR 5                         | 5.0 - currency_ambiguous
                    5 F CFA                      | 5.0 - currency_ambiguous
                    5 圓                          | 5.0 - currency_ambiguous
                    K 15                         | 15.0 - currency_ambiguous
                    12 XYZ                       | 12.0 - currency_unknown
                    12 ₿                         | 12.0 - currency_unknown
                    QQ$12                        | 12.0 - currency_unknown
                    $ 12                         | 12.0 - currency_ambiguous
                    349.00 kr                    | 349.0 - currency_ambiguous
                    ¥ 1200                       | 1200.0 - currency_ambiguous
                    Rs. 500                      | 500.0 - currency_ambiguous
                    Rs.500                       | 500.0 - currency_ambiguous
                    R 199                        | 199.0 - currency_ambiguous
                    20 lei                       | 20.0 - currency_ambiguous
                    12 €/$                       | 12.0 - currency_ambiguous
                    """)
    void whatIsDoubtfulIsFlaggedAndNeverGuessed(String text, String expected) {
        assertThat(PriceTest.says(PriceTest.read(text, null, null, "CHF"))).isEqualTo(expected);
    }
}
