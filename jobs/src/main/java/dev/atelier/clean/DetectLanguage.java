package dev.atelier.clean;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
    private static final Pattern BLANKS = Pattern.compile("\\s+");

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
        List<String> labels = LanguageScores.ofOpenNlp().labels();
        double[] confidences = LanguageScores.ofOpenNlp().of(text);
        int best = IntStream.range(0, confidences.length)
                .reduce((a, b) -> confidences[b] > confidences[a] ? b : a)
                .orElseThrow();
        boolean sure = confidences[best] >= SURE && BLANKS.split(text, -1).length >= SHORT_WORDS;
        boolean latin = mostlyLatin(text);
        double least = (sure ? RELATED : LEANS) * confidences[best];
        return IntStream.range(0, confidences.length)
                .filter(i -> confidences[i] >= least)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -confidences[i]))
                .filter(i -> i == best || Languages.latin(labels.get(i)) == latin)
                .flatMap(i -> allowed.stream().filter(code -> Languages.takes(code, labels.get(i))))
                .findFirst()
                .orElse(Languages.code(labels.get(best)));
    }

    private static boolean mostlyLatin(String text) {
        if (Plain.isAscii(text)) {
            return true;
        }
        long letters = text.codePoints().filter(Character::isLetter).count();
        return 2 * text.codePoints().filter(Languages::isLatin).count() >= letters;
    }
}
