package dev.atelier.clean;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Language of description and name together (OpenNLP, 183 languages). Its confidences are small, about 0.02, so they are
 * ranked, not compared with a threshold; below {@link #SURE_WORDS} words only the allowed languages are ranked, since any
 * of 183 may win a short text.
 *
 * @param allowed ISO 639-1 codes; other languages are rejected
 */
record DetectLanguage(List<String> allowed) implements CleaningRule {
    static final int SURE_WORDS = 8;
    private static final Map<String, String> TWO_LETTERS = twoLetters();

    @Override
    public Draft apply(Draft draft) {
        String text = draft.texts().description() == null
                ? draft.texts().name()
                : draft.texts().description() + " " + draft.texts().name();
        String language = detect(text);
        return allowed.contains(language)
                ? draft.in(language)
                : draft.reject(
                        "language_not_allowed",
                        "its language is " + language + " (clean.languages allows " + String.join(", ", allowed) + ")");
    }

    String detect(String text) {
        List<String> ranked = Arrays.stream(Detector.instance().predictLanguages(text))
                .map(Language::getLang)
                .map(code -> TWO_LETTERS.getOrDefault(code, code))
                .toList();
        boolean sure = text.split("\\s+", -1).length >= SURE_WORDS;
        return ranked.stream()
                .filter(code -> sure || allowed.contains(code))
                .findFirst()
                .orElse(ranked.get(0));
    }

    /** ISO 639-3, which the model speaks, to ISO 639-1; languages without two letters keep three. */
    private static Map<String, String> twoLetters() {
        Map<String, String> codes =
                new HashMap<>(Map.of("cmn", "zh", "ekk", "et", "lvs", "lv", "nob", "nb", "pes", "fa"));
        for (String two : java.util.Locale.getISOLanguages()) {
            codes.put(new java.util.Locale(two).getISO3Language(), two);
        }
        return codes;
    }

    /** The model, 10 MB, once per JVM; a detector is a thin view of it. */
    private static final class Detector {
        private static final LanguageDetectorModel MODEL = load();

        static LanguageDetectorME instance() {
            return new LanguageDetectorME(MODEL);
        }

        private static LanguageDetectorModel load() {
            try (InputStream in = DetectLanguage.class.getResourceAsStream("/langdetect-183.bin")) {
                return new LanguageDetectorModel(in);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the language model in the jar", e);
            }
        }
    }
}
