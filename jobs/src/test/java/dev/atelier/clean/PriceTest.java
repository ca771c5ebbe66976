package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    € 12,90        | 12.9    | EUR
                    USD 15         | 15      | USD
                    12.50 £        | 12.5    | GBP
                    ab 9,99 EUR    | 9.99    | EUR
                    1.299,00 €     | 1299    | EUR
                    1,299.00 $     | 1299    | USD
                    1.299 EUR      | 1299    | EUR
                    1,299          | 1299    | CHF
                    CHF 1'299.50   | 1299.5  | CHF
                    15,- €         | 15      | EUR
                    C$ 20          | 20      | CAD
                    us$ 7.5        | 7.5     | USD
                    12.90          | 12.9    | CHF
                    1 234,50 zł    | 1234.5  | PLN
                    10 - 20 EUR    | 10      | EUR
                    0.80 EUR       | 0.8     | EUR
                    12.345.678,9 € | 12345678.9 | EUR
                    3 Euro         | 3       | EUR
                    """)
    void readsWhatCataloguesWrite(String text, double amount, String currency) {
        assertThat(Price.parse(text, "CHF")).contains(new Price(amount, currency));
    }

    @Test
    void noNumberIsNoPrice() {
        assertThat(Price.parse("on request", "EUR")).isEmpty();
        assertThat(Price.parse("-5 EUR", "EUR")).isEmpty();
    }
}
