package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Chooser;
import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Modality;
import dev.atelier.domain.RowFailure;
import dev.atelier.worker.ModelSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a language model says of a text by a {@link Rubric}: for each criterion {@code judge_...}, the expected digit (G-Eval,
 * Liu et al. 2023, section 3: the answer's probabilities as weights, here over the digits alone and without sampling). The
 * detail says what the likely answers are, in percent.
 */
final class Judge implements Scorer {
    /** An answer that is less likely is not told. */
    private static final double LEAST_TOLD = 0.005;

    private final Rubric rubric;
    private final Lent<Chooser> lent;

    /** @param rubric null for none: then nothing is measured */
    Judge(Rubric rubric, ModelSource<Chooser> source) {
        this.rubric = rubric;
        this.lent = new Lent<>(rubric == null ? null : source, "score.judge");
    }

    @Override
    public Modality modality() {
        return Modality.TEXT;
    }

    @Override
    public String version() {
        return "judge/2";
    }

    @Override
    public Set<String> measures() {
        return rubric == null ? Set.of() : new LinkedHashSet<>(rubric.measures());
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
                .part("rubric", rubric.written())
                .text("field", row.artifact().target().field())
                .text("text", row.text().sha256())
                .text("item", Relevance.text(row.item()))
                .id());
    }

    @Override
    public List<Answer<Found>> score(List<Subject> rows) {
        if (rubric == null) {
            return rows.stream().map(row -> Answer.done(Found.of())).toList();
        }
        List<Chooser.Choice> questions = new ArrayList<>();
        for (Subject row : rows) {
            for (Rubric.Criterion criterion : rubric.criteria()) {
                String prompt = rubric.prompt(
                        Relevance.text(row.item()),
                        row.artifact().target().field(),
                        row.text().text(),
                        criterion);
                questions.add(new Chooser.Choice(rubric.system(), prompt, rubric.digits()));
            }
        }
        List<Answer<double[]>> answers = lent.model().choose(questions);
        int each = rubric.criteria().size();
        List<Answer<Found>> found = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<Answer<double[]>> own = answers.subList(i * each, (i + 1) * each);
            found.add(Answer.done(own).then(this::found));
        }
        return found;
    }

    private Found found(List<Answer<double[]>> answers) {
        Measure[] measures = new Measure[answers.size()];
        for (int i = 0; i < measures.length; i++) {
            measures[i] = measure(rubric.criteria().get(i), answers.get(i).orThrow());
        }
        return Found.of(measures);
    }

    private Measure measure(Rubric.Criterion criterion, double[] probabilities) {
        double mass = 0;
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            mass += probabilities[i];
            sum += probabilities[i] * (rubric.low() + i);
        }
        if (mass == 0) {
            throw new RowFailure(
                    "no_digit", "The judge gave no digit any probability (name another model in score.judge)");
        }
        return new Measure(criterion.measure(), sum / mass, said(probabilities, mass));
    }

    /** The likely answers, the likeliest first: {@code it says 4 (81 %), 5 (12 %), no digit (5 %)}. */
    private String said(double[] probabilities, double mass) {
        List<String> words = new ArrayList<>();
        IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -probabilities[i]))
                .filter(i -> probabilities[i] >= LEAST_TOLD)
                .forEach(i -> words.add(rubric.low() + i + percent(probabilities[i])));
        if (1 - mass >= LEAST_TOLD) {
            words.add("no digit" + percent(1 - mass));
        }
        return "it says " + String.join(", ", words);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, " (%.0f %%)", 100 * share);
    }
}
