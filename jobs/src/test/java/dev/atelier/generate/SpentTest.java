package dev.atelier.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpentTest {
    private static final Prices PRICES = new Prices(3.6, 0.5, "EUR");

    /** Ten pictures, 2,000 tokens and 100 seconds on two devices: 1.00 for the tokens, 0.20 for the devices. */
    private static final Spent SPENT = Spent.nothing(1).and(10, 2_000, 60, 2).and(0, 0, 40, 2);

    @Test
    void everyBoundIsSeenWithItsWords() {
        assertThat(SPENT.over(Budget.none(), PRICES)).isEmpty();
        assertThat(SPENT.over(new Budget(11L, 2_001L, 100.5, 1.21), PRICES)).isEmpty();
        assertThat(SPENT.over(new Budget(10L, null, null, null), PRICES)).contains("10 of 10 pictures");
        assertThat(SPENT.over(new Budget(null, 1_999L, null, null), PRICES)).contains("2000 of 1999 tokens");
        assertThat(SPENT.over(new Budget(null, null, 100.0, null), PRICES)).contains("100 of 100 seconds");
        assertThat(SPENT.over(new Budget(null, null, null, 1.2), PRICES)).contains("1.20 of 1.20 EUR");
    }

    @Test
    void negativeBoundsAndPricesAreRefused() {
        assertThatThrownBy(() -> new Budget(-1L, null, null, null)).hasMessageContaining("budget.pictures: -1");
        assertThatThrownBy(() -> new Prices(-1.0, null, null)).hasMessageContaining("prices.deviceHour: -1");
    }
}
