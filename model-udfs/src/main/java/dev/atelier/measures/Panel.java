package dev.atelier.measures;

import dev.atelier.batch.Failures;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Measure;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.Score;
import dev.atelier.worker.RunFolder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All scorers of one modality. What one of them found before is taken from there; what it finds now and is worth it is kept. */
final class Panel {
    private static final Logger LOG = LoggerFactory.getLogger(Panel.class);
    private final List<Scorer> scorers;
    private final RunFolder folder;
    private final KeptFindings kept;

    /** @param folder where pictures are read */
    Panel(List<Scorer> scorers, RunFolder folder, KeptFindings kept) {
        this.scorers = List.copyOf(scorers);
        this.folder = folder;
        this.kept = kept;
    }

    /**
     * A row's score.
     *
     * @param again whether everything in it that is worth keeping was found before
     */
    record Scored(Score score, boolean again) {}

    /** Whether a scorer has to look at this row with its model: what it found before is found again without. */
    boolean needsModel(Scorable row) {
        return subject(row) instanceof Answer.Done<Subject> done
                && scorers.stream().filter(Scorer::usesModel).anyMatch(scorer -> scorer.findingId(done.value())
                        .flatMap(done.value()::found)
                        .isEmpty());
    }

    /**
     * One answer for each row. What a scorer fails on has measures without a value that say why; only a row whose picture
     * cannot be read, or that the run's tables say too little of, is failed.
     */
    List<Answer<Scored>> score(List<Scorable> rows) {
        List<Answer<Subject>> subjects = rows.stream().map(this::subject).toList();
        List<Subject> whole = new ArrayList<>();
        subjects.forEach(subject -> subject.then(whole::add));
        List<List<Answer<Found>>> found =
                scorers.stream().map(scorer -> found(scorer, whole)).toList();
        kept.keep(whole);
        List<Answer<Scored>> scores = new ArrayList<>(rows.size());
        int next = 0;
        for (Answer<Subject> subject : subjects) {
            int place = next;
            scores.add(subject.then(one -> joined(one, found, place)));
            next += subject instanceof Answer.Done ? 1 : 0;
        }
        return scores;
    }

    private Answer<Subject> subject(Scorable row) {
        return Answer.done(row).then(r -> new Subject(r, folder));
    }

    private static List<Answer<Found>> found(Scorer scorer, List<Subject> rows) {
        List<Answer<Found>> found = new ArrayList<>(Collections.nCopies(rows.size(), null));
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Optional<Found> before = scorer.findingId(rows.get(i)).flatMap(rows.get(i)::found);
            if (before.isPresent()) {
                found.set(i, Answer.done(before.get()));
            } else {
                open.add(i);
            }
        }
        if (open.isEmpty()) {
            return found;
        }
        List<Answer<Found>> now = ask(scorer, open.stream().map(rows::get).toList());
        for (int i = 0; i < open.size(); i++) {
            Subject row = rows.get(open.get(i));
            found.set(open.get(i), now.get(i));
            if (now.get(i) instanceof Answer.Done<Found> done) {
                scorer.findingId(row).ifPresent(id -> row.keep(new Finding(id, done.value())));
            }
        }
        return found;
    }

    /** Of a scorer that fails on several rows each is asked for alone, so that it fails on those only that are to blame. */
    private static List<Answer<Found>> ask(Scorer scorer, List<Subject> rows) {
        try {
            return scorer.score(rows);
        } catch (StackOverflowError e) {
            return apart(scorer, rows, e);
        } catch (RuntimeException e) {
            Failures.rethrowFatal(e);
            if (Failures.isOutOfMemory(e)) {
                throw e; // fewer rows may fit
            }
            return apart(scorer, rows, e);
        }
    }

    private static List<Answer<Found>> apart(Scorer scorer, List<Subject> rows, Throwable error) {
        if (rows.size() > 1) {
            return rows.stream()
                    .flatMap(row -> ask(scorer, List.of(row)).stream())
                    .toList();
        }
        if (!(error instanceof RowFailure)) {
            LOG.warn(
                    "Scorer {} failed on artifact {}",
                    scorer.version(),
                    rows.get(0).artifact().artifactId(),
                    error);
        }
        return List.of(Answer.failed(Failures.ofRow("scorer_failed", error)));
    }

    private static Found notTaken(Scorer scorer, Answer.Failed<Found> failed) {
        String why = failed.reason() + ": " + failed.message();
        return Found.of(
                scorer.measures().stream()
                        .sorted()
                        .map(word -> Measure.notTaken(word, why))
                        .toList(),
                List.of("not_measured: " + scorer.version() + " " + failed.reason()));
    }

    private Scored joined(Subject subject, List<List<Answer<Found>>> found, int place) {
        List<Measure> measures = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        byte[] direction = null;
        for (int i = 0; i < scorers.size(); i++) {
            Scorer scorer = scorers.get(i);
            Answer<Found> answer = found.get(i).get(place);
            subject.mustBeReadable();
            Found one = answer instanceof Answer.Failed<Found> failed ? notTaken(scorer, failed) : answer.orThrow();
            one.measures().forEach(measure -> measures.add(measure.by(scorer.version())));
            flags.addAll(one.flags());
            direction = one.direction() == null ? direction : one.direction();
        }
        Artifact artifact = subject.artifact();
        Score score = new Score(
                artifact.artifactId(),
                artifact.target().itemId(),
                artifact.made().modality(),
                artifact.target().field(),
                measures,
                flags,
                direction);
        boolean again = subject.fresh().isEmpty()
                && scorers.stream().anyMatch(scorer -> scorer.findingId(subject).isPresent());
        return new Scored(score, again);
    }
}
