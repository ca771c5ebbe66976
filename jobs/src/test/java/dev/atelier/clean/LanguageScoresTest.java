package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.junit.jupiter.api.Test;

/** Against OpenNLP's own detector, on the sample catalogue, on many scripts and on noise. */
class LanguageScoresTest {
    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>(List.of(
                "x",
                "USB C cable 2m black",
                "Ein großer Becher mit Henkel, für 1.299 € bei https://example.com/a?b=c @shop #mug",
                "ÉCLAIR İstanbul ŒUVRE ǅ ẞ ﬁ",
                "これは青いマグカップです。お湯が冷めません。",
                "Кружка с широкой ручкой",
                "מספר כוס כחולה",
                "haaaaaaaaaaaahahahaha!!!!!!",
                "👩🏽‍🍳 chef's kiss \ud83d alone",
                "a\u0000b\uffffc"));
        Path catalogue = Path.of("../data-samples/catalogue");
        for (String file : List.of("shop.csv", "feed.jsonl")) {
            new String(Files.readAllBytes(catalogue.resolve(file)), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(texts::add);
        }
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            int upTo = i % 2 == 0 ? 0x250 : 0xffff;
            texts.add(random.ints(1 + random.nextInt(300), 32, upTo)
                    .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                    .toString());
        }
        return texts;
    }

    @Test
    void areThoseOfOpenNlp() throws IOException {
        LanguageScores scores = LanguageScores.ofOpenNlp();
        try (InputStream in = getClass().getResourceAsStream("/langdetect-183.bin")) {
            LanguageDetectorME reference = new LanguageDetectorME(new LanguageDetectorModel(in));
            for (String text : texts()) {
                double[] ours = scores.of(text);
                for (Language language : reference.predictLanguages(text)) {
                    assertThat(ours[scores.labels().indexOf(language.getLang())])
                            .as(language.getLang() + " of " + text)
                            .isCloseTo(language.getConfidence(), within(1e-12));
                }
            }
        }
    }
}
