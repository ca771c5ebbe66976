package dev.atelier.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTest {
    @ParameterizedTest
    @CsvSource({
        "1200.00, 1200",
        "100.0, 100",
        "20.00, 20",
        "12.50, 12.50",
        "49.9900, 49.9900",
        "1e3, 1000",
        "1.25E7, 12500000",
        "1.5e1, 15",
        "0.00, 0",
        "0E-7, 0",
        "-3.10, -3.10",
        "1e-7, 0.0000001",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "0.1234567890123456789, 0.1234567890123456789",
        "1e70, 10000000000000000000000000000000000000000000000000000000000000000000000",
        "1e999999999, 1E+999999999",
        "1e-999999999, 1E-999999999",
    })
    void anExactNumberKeepsItsDigits(String written, String expected) {
        assertThat(Cell.number(new BigDecimal(written))).isEqualTo(new Cell(expected, true));
    }

    @Test
    void aLongWholeNumberKeepsAllItsDigits() {
        String digits = "7".repeat(400);
        assertThat(Cell.number(new BigDecimal(digits)).text()).isEqualTo(digits);
        assertThat(Cell.number(new BigDecimal("1e400")).text()).isEqualTo("1" + "0".repeat(400));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "12.9, 12.9",
        "1.0E7, 10000000",
        "100, 100",
        "2.0E-3, 0.002",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.7976931348623157E308, 1.7976931348623157E+308",
        "4.35, 4.35",
        "0.30000000000000004, 0.30000000000000004",
        "-0.0, 0",
    })
    void aDoubleIsTheShortestThatIsNoOther(double value, String expected) {
        String text = Cell.number(value).text();
        assertThat(Double.parseDouble(text)).isEqualTo(value == 0 ? 0.0 : value);
        assertThat(new BigDecimal(text)).isEqualByComparingTo(new BigDecimal(expected));
        assertThat(text.length()).isLessThan(400);
    }

    @Test
    void aFloatIsNotWidened() {
        assertThat(Cell.number(0.1f).text()).isEqualTo("0.1");
        assertThat(Cell.number(19.99f).text()).isEqualTo("19.99");
        assertThat(Cell.number(16777216f).text()).isEqualTo("16777216");
        assertThat(Cell.number(Float.NaN)).isEqualTo(Cell.text("NaN"));
        assertThat(Cell.number(Double.NEGATIVE_INFINITY)).isEqualTo(Cell.text("-Infinity"));
    }
}
