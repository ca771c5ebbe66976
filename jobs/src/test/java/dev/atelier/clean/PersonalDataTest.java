package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The list is made by scripts/cases/make_phones.py: 250 texts with a phone number of five countries, 250 with a number that
 * only looks like one. As measured: precision 1.00, recall 0.99 (a London number in groups that nobody uses is missed). The
 * list was written beside the rules, so other catalogues will do a little worse.
 */
class PersonalDataTest {
    private static final MaskPersonalData MASK = new MaskPersonalData(List.of("DE", "GB", "US", "FR", "CH"));

    @Test
    void phonesAreToldFromNumbersOfParts() {
        List<String> missed = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int phones = 0;
        for (String line : WordLists.lines("phones.tsv")) {
            String[] c = line.split("\t", -1);
            String text = c[2].replaceAll("[‹›]", "");
            boolean phone = c[0].equals("phone");
            String masked = MASK.mask(text);
            phones += phone ? 1 : 0;
            if (phone && !masked.equals(c[2].replaceAll("‹.*›", "[phone]"))) {
                missed.add(line + " -> " + masked);
            } else if (!phone && !masked.equals(text)) {
                wrong.add(line + " -> " + masked);
            }
        }
        double recall = (double) (phones - missed.size()) / phones;
        double precision = (double) (phones - missed.size()) / (phones - missed.size() + wrong.size());
        assertThat(phones).isEqualTo(250);
        assertThat(recall).as(String.join("\n", missed)).isGreaterThanOrEqualTo(0.98);
        assertThat(precision).as(String.join("\n", wrong)).isGreaterThanOrEqualTo(0.98);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bosch 0 986 494 524 brake pads",
                "A hood that folds away into the collar. Ref Bosch 0 986 494 524 brake pads.",
                "Book ISBN 0-306-40615-2",
                "Warm knitted socks. Ref Book ISBN 0-306-40615-2.",
                "Holds 350 ml, measures 12 x 9.5 cm, item 4006381333931, for 24.90 EUR since 1998.",
                "Oil filter 06A 115 561 B, 030 115 561 AN",
                "Ibuprofen 400 mg, PZN 01126111",
                "Bremsbeläge 0986494524 vorne",
                "Bremsbeläge 0 986 494 524 vorne",
                "Replaces 0 280 158 827 and 000 421 68 12",
                "Bosch Luftfilter: 0986 494 524, 0986 494 525, 0986 494 526",
                "EAN: 4 006381 333931",
                "ISBN 978 3 16 148410 0",
                "ISBN-10: 3-16-148410-X",
                "Paperback, 3-16-148410-0, 192 pages",
                "UPC 0 36000 29145 2",
                "Part numbers: 1 987 302 806, 1 987 302 807",
                "Siemens 6ES7 214-1AG40-0XB0, Makita 821549-5, Dyson 967834-02",
                "Akku 18650, 2000 3000 4000 mAh",
                "HS 6109 10 00 10, CAS 7732-18-5, Patent US 6 285 999",
                "Teile-Nr.: 030 23125042",
                "Phone 4006381333931",
                "Call 2024-11-12 for dates",
                "Phone 1000 x 2000 cm",
                "Mobile 5000 mAh",
                "Artikelnummer 030 23125042",
                "N° 01 42 68 53 00",
                "Réf. : 01 42 68 53 00",
                "Serial no. 212-555-0142",
                "Model #212-555-0142",
                "Version 01.02.03.04.05 from 12.11.2024",
                "Konto DE89 3704 0044 0532 0130 00",
                "1 000 000 000 times tested",
                "Toner (0301234567 ersetzt 0301234568)"
            })
    void numbersOfProductsStay(String text) {
        assertThat(MASK.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Call us 030 23125 000 mat                | Call us [phone] mat
                    Ref Call us 030 23125 000 mat.           | Ref Call us [phone] mat.
                    Write to jane.doe+shop@mail.example.org  | Write to [email]
                    Part 0 986 494 524, call 030 23125042    | Part 0 986 494 524, call [phone]
                    Tel. 030 23125042 oder 030 23125043      | Tel. [phone] oder [phone]
                    Tel.-Nr. 030 23125042                    | Tel.-Nr. [phone]
                    (212) 555-0142                           | [phone]
                    Tel.: 030/23125-042                      | Tel.: [phone]
                    T +49 30 23125042                        | T [phone]
                    Mug. 030–23125042                        | Mug. [phone]
                    +1.212.555.0142                          | [phone]
                    Questions? 02079460958                   | Questions? [phone]
                    Jane, 07400123456                        | Jane, [phone]
                    Fragen? 01713920010                      | Fragen? [phone]
                    Art. 4711. Call 030 23125042.            | Art. 4711. Call [phone].
                    phone no. 212-555-0142                   | phone no. [phone]
                    Telefon-Nr. 030 23125042                 | Telefon-Nr. [phone]
                    Hotline (030) 23125042, Art. 030 23125043 | Hotline [phone], Art. 030 23125043
                    Tél. 01 42 68 53 00 et 01 42 68 53 01    | Tél. [phone] et [phone]
                    Natel 079 200 10 20                      | Natel [phone]
                    Call (555) 867-5309 now                  | Call [phone] now
                    Phone no. 555-867-5309                   | Phone no. [phone]
                    Tél. : 06 39 98 10 12                    | Tél. : [phone]
                    """)
    void peopleAreMasked(String text, String expected) {
        assertThat(MASK.mask(text)).isEqualTo(expected);
    }

    @Test
    void longTextsOfDigitsAreNoTrap() {
        String digits = "0986 494 524, ".repeat(2_000);
        assertThat(MASK.mask("Bosch " + digits)).isEqualTo("Bosch " + digits);
        String ats = "a.".repeat(20_000) + "@";
        assertThat(MASK.mask(ats)).isEqualTo(ats);
    }
}
