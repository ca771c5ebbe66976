package dev.atelier.measures;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Require;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Section {@code score.judge}: what a language model is asked about every text. It answers each criterion with a digit; the
 * value is the expected one over the digits' probabilities, so nothing is sampled.
 *
 * @param model name of a language model in {@code models}
 * @param system default none
 * @param text what all questions begin with: who judges, and by what; it is computed once for rows that go in together
 * @param criteria one or more; criterion {@code fit} is measure {@code judge_fit}
 * @param low worst digit, 0 to 8; default 1
 * @param high best digit, up to 9; default 5
 */
public record Rubric(String model, String system, String text, List<Criterion> criteria, Integer low, Integer high)
        implements Serializable {
    /** What measures of a judge begin with. */
    public static final String PREFIX = "judge_";

    /** @param question such as {@code Does the text speak of this product?} */
    public record Criterion(String name, String question) implements Serializable {
        public Criterion {
            Require.that(
                    name != null && name.matches("[a-z][a-z0-9_]*"),
                    "name of a criterion of score.judge",
                    name,
                    "must be lower-case letters, digits and _");
            Require.text(question, "question of criterion " + name);
        }

        String measure() {
            return PREFIX + name;
        }
    }

    public Rubric {
        Require.text(model, "score.judge.model");
        Require.text(text, "score.judge.text");
        criteria = Require.list(criteria);
        Require.that(
                !criteria.isEmpty()
                        && criteria.stream().map(Criterion::name).distinct().count() == criteria.size(),
                "score.judge.criteria",
                criteria.stream().map(Criterion::name).toList(),
                "must be one or more, each by a name of its own");
        low = low == null ? 1 : low;
        high = high == null ? 5 : high;
        Require.that(low >= 0 && low <= 8, "score.judge.low", low, "must be 0 to 8: the worst answer is one digit");
        Require.that(
                high > low && high <= 9,
                "score.judge.high",
                high,
                "must be above low, " + low + ", and at most 9: the best answer is one digit");
    }

    /** The possible answers, the worst first. */
    public List<String> digits() {
        return IntStream.rangeClosed(low, high).mapToObj(Integer::toString).toList();
    }

    public List<String> measures() {
        return criteria.stream().map(Criterion::measure).toList();
    }

    /** Everything of it that decides an answer. */
    IdWriter written() {
        IdWriter id = IdWriter.of("rubric/1")
                .text("system", system)
                .text("text", text)
                .number("low", low)
                .number("high", high);
        criteria.forEach(criterion -> id.text(criterion.name(), criterion.question()));
        return id;
    }

    /** A question: what all begin with, then what is known of the item, then the text, then the criterion. */
    String prompt(String item, String field, String made, Criterion criterion) {
        return text.strip() + "\n\nProduct:\n" + item + "\n\nThe " + field + ":\n" + made.strip() + "\n\n"
                + criterion.question() + "\nAnswer with one digit, " + low + " (not at all) to " + high
                + " (completely).";
    }
}
