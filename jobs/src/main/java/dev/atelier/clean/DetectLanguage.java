package dev.atelier.clean;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Language of description and name together (OpenNLP, 103 languages). Any of them may win a short text or one of keywords
 * ({@code USB C cable 2m black}), so such texts lean to the allowed languages
 * of their script.
 *
 * @param allowed codes of {@link Languages}; other languages are rejected
 */
record DetectLanguage(List<String> allowed) implements CleaningRule {
    /** Prose of eight words and more wins with 0.03 to 0.2, heaps of keywords with 0.015 to 0.026. */
    private static final double SURE = 0.03;

    private static final int SHORT_WORDS = 8;
    /** Share of the winner's confidence that an allowed language needs in a text where nothing is sure. */
    private static final double LEANS = 0.5;
    /** The same in sure prose: languages as close as Indonesian and Malay are told apart by what is allowed. */
    private static final double RELATED = 0.88;

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

    /** The allowed code that takes the language of the text; if none does, the code of that language. */
    String detect(String text) {
        Language[] ranked = Detector.instance().predictLanguages(text);
        Language best = ranked[0];
        boolean sure = text.split("\\s+", -1).length >= SHORT_WORDS && best.getConfidence() >= SURE;
        double least = (sure ? RELATED : LEANS) * best.getConfidence();
        boolean latin = mostlyLatin(text);
        return Arrays.stream(ranked)
                .takeWhile(language -> language.getConfidence() >= least)
                .map(Language::getLang)
                .filter(label -> label.equals(best.getLang()) || Languages.latin(label) == latin)
                .flatMap(label -> allowed.stream().filter(code -> Languages.takes(code, label)))
                .findFirst()
                .orElse(Languages.code(best.getLang()));
    }

    private static boolean mostlyLatin(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        return 2 * text.codePoints().filter(Languages::isLatin).count() >= letters;
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
