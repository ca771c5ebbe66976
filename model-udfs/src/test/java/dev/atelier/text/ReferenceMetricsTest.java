package dev.atelier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceMetricsTest {
    /** sacrebleu 2.6.0, rouge-score 0.1.2: {@code python scripts/golden/metrics_golden.py}; tolerance 1e-9. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    the red mug is made of steel | the red mug is made of steel | 100.00000000000004 | 1.0 | 1.0 | 1.0
                    a red mug made of steel | this red mug is made of stainless steel | 17.39350277271197 | 0.7142857142857143 | 0.3333333333333333 | 0.7142857142857143
                    A mug. | The red mug keeps coffee warm for hours. | 4.691812222477093 | 0.2 | 0.0 | 0.2
                    completely other words here | nothing shared at all | 0.0 | 0.0 | 0.0 | 0.0
                    It costs $12.50, or 1,299 points - a 3-piece set! | It costs $12.50 or 1,299 points: a 3-piece set. | 49.35578819979934 | 1.0 | 1.0 | 1.0
                    the the the the the the the | the cat is on the mat ~ there is a cat on the mat | 7.809849842300637 | 0.30769230769230765 | 0.0 | 0.30769230769230765
                    Keep your tea warm &amp; your hands cool | Keep your tea warm & your hands cool ~ Warm tea, cool hands | 100.00000000000004 | 0.9333333333333333 | 0.7692307692307692 | 0.9333333333333333
                    mug | mug | 100.00000000000004 | 1.0 | 0.0 | 1.0
                    An enamel mug, light and tough, for camp and kitchen. | A light, tough enamel mug for kitchen and camp. | 9.238430210261097 | 0.8421052631578948 | 0.11764705882352941 | 0.4210526315789474
                    """)
    void equalTheReferenceImplementations(
            String hypothesis, String references, double bleu, double rouge1, double rouge2, double rougeL) {
        List<String> all = Arrays.asList(references.split(" ~ "));
        assertThat(Bleu.sentence(hypothesis, all)).isCloseTo(bleu, within(1e-9));
        assertThat(Rouge.n(1, hypothesis, all)).isCloseTo(rouge1, within(1e-9));
        assertThat(Rouge.n(2, hypothesis, all)).isCloseTo(rouge2, within(1e-9));
        assertThat(Rouge.l(hypothesis, all)).isCloseTo(rougeL, within(1e-9));
    }

    @Test
    void anEmptyTextScoresNothing() {
        assertThat(Bleu.sentence(" ", List.of("a b"))).isZero();
        assertThat(Rouge.l("", List.of("a b"))).isZero();
    }
}
