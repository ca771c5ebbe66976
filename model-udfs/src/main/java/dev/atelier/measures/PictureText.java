package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.domain.PictureReader;
import dev.atelier.domain.PictureReader.Line;
import dev.atelier.domain.RowFailure;
import dev.atelier.text.QuotedWords;
import dev.atelier.worker.ModelSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is written in a picture: {@code picture_text_chars}, its characters without spaces, with the text as detail; against the
 * words that the prompt has in quotation marks, {@code missing_text} (words asked for that are not seen) and {@code
 * unasked_text} (words seen that nobody asked for), both with those words as detail. Letters and digits count, capitals do not. A
 * single character may be a round thing that was read as O: asked for it counts as seen, else it counts for nothing.
 */
final class PictureText implements Scorer {
    private static final Set<String> MEASURES = Set.of("picture_text_chars", "missing_text", "unasked_text");

    private final Lent<PictureReader> lent;

    /** @param source null for none: then nothing is measured */
    PictureText(ModelSource<PictureReader> source) {
        this.lent = new Lent<>(source, "score.ocr");
    }

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public String version() {
        return "picture_text/1";
    }

    @Override
    public Set<String> measures() {
        return MEASURES;
    }

    @Override
    public Optional<String> lacks() {
        return lent.lacks();
    }

    @Override
    public boolean usesModel() {
        return lent.isThere();
    }

    @Override
    public void prepare() {
        lent.prepare();
    }

    @Override
    public Optional<String> findingId(Subject row) {
        return lent.ref().map(model -> IdWriter.of(version())
                .part("model", model.written())
                .text("picture", row.artifact().made().contentSha256())
                .text("prompt", row.prompt())
                .id());
    }

    /** @throws RowFailure if one picture cannot be read: the batch is halved until it is alone */
    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        if (!lent.isThere()) {
            return rows.stream().map(row -> Answer.done(Found.of())).toList();
        }
        List<List<Line>> read =
                lent.model().read(rows.stream().map(Subject::pixels).toList());
        List<Answer<Found>> found = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            found.add(Answer.done(found(read.get(i), rows.get(i).prompt())));
        }
        return found;
    }

    static Found found(List<Line> lines, String prompt) {
        Set<String> asked = QuotedWords.in(prompt);
        Set<String> seen = new LinkedHashSet<>();
        Set<String> unasked = new LinkedHashSet<>();
        List<String> texts = new ArrayList<>();
        long characters = 0;
        for (Line line : lines) {
            List<String> words = QuotedWords.words(line.text());
            long own = line.text()
                    .codePoints()
                    .filter(c -> !Character.isWhitespace(c))
                    .count();
            seen.addAll(words);
            if (own > 1 || (!words.isEmpty() && asked.containsAll(words))) {
                texts.add(line.text());
                characters += own;
                unasked.addAll(words);
            }
        }
        return Found.of(
                new Measure("picture_text_chars", characters, texts.isEmpty() ? null : String.join("; ", texts)),
                Found.count("missing_text", without(asked, seen)),
                Found.count("unasked_text", without(unasked, asked)));
    }

    private static List<String> without(Set<String> words, Set<String> others) {
        return words.stream().filter(word -> !others.contains(word)).toList();
    }
}
