package dev.atelier.measures;

import dev.atelier.domain.Answer;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Score;
import dev.atelier.worker.RunFolder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** All scorers of one modality. What one of them found before is taken from there; what it finds now and is worth it is kept. */
final class Panel {
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

    /** One answer for each row; a row that one of the scorers fails on is failed. */
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
        List<Answer<Found>> now = scorer.score(open.stream().map(rows::get).toList());
        for (int i = 0; i < open.size(); i++) {
            Subject row = rows.get(open.get(i));
            found.set(open.get(i), now.get(i));
            if (now.get(i) instanceof Answer.Done<Found> done) {
                scorer.findingId(row).ifPresent(id -> row.keep(new Finding(id, done.value())));
            }
        }
        return found;
    }

    private Scored joined(Subject subject, List<List<Answer<Found>>> found, int place) {
        List<Measure> measures = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        for (List<Answer<Found>> ofScorer : found) {
            Found one = ofScorer.get(place).orThrow();
            measures.addAll(one.measures());
            flags.addAll(one.flags());
        }
        Artifact artifact = subject.artifact();
        Score score = new Score(
                artifact.artifactId(),
                artifact.target().itemId(),
                artifact.made().modality(),
                artifact.target().field(),
                measures,
                flags);
        boolean again = subject.fresh().isEmpty()
                && scorers.stream().anyMatch(scorer -> scorer.findingId(subject).isPresent());
        return new Scored(score, again);
    }
}
