package dev.atelier.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.RawItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowMakerTest {
    private static Source source(String locale) {
        Map<String, String> columns = Map.of("name", "title", "price", "amount", "currency", "money");
        return new CsvSource("x.csv", null, null, new Mapping(columns, null, locale, "CC0-1.0"));
    }

    @Test
    void aRowCarriesItsCurrencyItsLocaleAndWhetherItsPriceIsTyped() {
        RowMaker rows = new RowMaker("x.csv", source("de-DE"));
        Map<String, String> cells = Map.of("title", "Mug", "amount", "1.299", "money", "EUR");
        RawItem text = rows.item(2, "", column -> Cell.text(cells.get(column.written())), List.of())
                .value();
        assertThat(List.of(text.price(), text.currency(), text.locale())).containsExactly("1.299", "EUR", "de-DE");
        assertThat(text.typedPrice()).isFalse();
        for (String number : List.of("amount", "title")) {
            RawItem typed = rows.item(
                            2,
                            "",
                            column -> new Cell(
                                    cells.get(column.written()),
                                    column.written().equals(number)),
                            List.of())
                    .value();
            assertThat(typed.typedPrice()).isEqualTo(number.equals("amount"));
        }
    }

    @Test
    void aLocaleIsALanguageAndARegionThatAreKnown() {
        assertThat(source("fr-CH").rows().locale()).isEqualTo("fr-CH");
        assertThat(source("en").rows().locale()).isEqualTo("en");
        assertThat(source(null).rows().locale()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de_DE", "en-UK", "xx-YY", "und", "", "German", "de-DE-"})
    void anyOtherLocaleIsRefused(String locale) {
        assertThatThrownBy(() -> source(locale))
                .hasMessage("Invalid locale: " + locale
                        + " (must be a language and a region, such as de-DE, en-US, fr-CH)");
    }
}
