package dev.atelier.udf;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.Measure;
import dev.atelier.domain.Score;
import dev.atelier.text.Bleu;
import dev.atelier.text.Blocklist;
import dev.atelier.text.Claims;
import dev.atelier.text.Coverage;
import dev.atelier.text.Rouge;
import dev.atelier.text.TextMetrics;
import dev.atelier.text.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures a text against its request and its item. Numbers only; nothing is judged here. */
final class TextScorer {
    /** A run of three words said twice is a slip; of two, it is English. */
    private static final int REPETITION_WORDS = 3;

    private final Blocklist blocklist;

    /** @param moreBlocked entries beside the built-in {@code blocklist.txt} */
    TextScorer(List<String> moreBlocked) {
        List<String> lines = new ArrayList<>(builtIn());
        lines.addAll(moreBlocked);
        this.blocklist = Blocklist.of(lines);
    }

    Score score(Scorable row) {
        Artifact artifact = row.artifact();
        String text = artifact.text();
        List<String> invented = Claims.unsupported(text, facts(row.item()));
        List<String> blocked = blocklist.hits(text);
        List<Measure> measures = new ArrayList<>();
        if (artifact.meanLogprob() != null) {
            measures.add(new Measure(Measures.PERPLEXITY, StrictMath.exp(-artifact.meanLogprob())));
        }
        measures.add(new Measure(Measures.WORDS, Words.of(text).size()));
        measures.add(new Measure(Measures.SENTENCES, Words.sentences(text)));
        measures.add(new Measure(Measures.CHARACTERS, text.codePointCount(0, text.length())));
        measures.add(new Measure(Measures.REPETITION, TextMetrics.repetition(text, REPETITION_WORDS)));
        measures.add(new Measure(Measures.DISTINCT_2, TextMetrics.distinct(text, 2)));
        measures.add(new Measure(Measures.LOOP, TextMetrics.loop(text)));
        measures.add(new Measure(
                Measures.ATTRIBUTE_COVERAGE, Coverage.of(text, row.item().name(), values(row.item()))));
        measures.add(new Measure(Measures.UNSUPPORTED_NUMBERS, invented.size()));
        measures.add(new Measure(Measures.BLOCKLIST_HITS, blocked.size()));
        measures.add(new Measure(Measures.TRUNCATED, "length".equals(artifact.finishReason()) ? 1 : 0));
        measures.add(new Measure(
                Measures.PROMPT_ECHO, TextMetrics.promptEcho(text, row.request().prompt())));
        if (!row.references().isEmpty()) {
            measures.add(new Measure(Measures.BLEU, Bleu.sentence(text, row.references())));
            measures.add(new Measure(Measures.ROUGE_1, Rouge.n(1, text, row.references())));
            measures.add(new Measure(Measures.ROUGE_2, Rouge.n(2, text, row.references())));
            measures.add(new Measure(Measures.ROUGE_L, Rouge.l(text, row.references())));
        }
        return new Score(
                artifact.artifactId(),
                artifact.itemId(),
                artifact.modality(),
                artifact.field(),
                measures,
                flags(invented, blocked));
    }

    private static List<String> flags(List<String> invented, List<String> blocked) {
        List<String> flags = new ArrayList<>();
        invented.forEach(claim -> flags.add("unsupported: " + claim));
        blocked.forEach(entry -> flags.add("blocked: " + entry));
        return flags;
    }

    private static List<String> facts(Item item) {
        List<String> facts = new ArrayList<>(values(item));
        facts.add(item.name());
        if (item.description() != null) {
            facts.add(item.description());
        }
        if (item.price() != null && item.currency() != null) {
            facts.add(String.format(Locale.ROOT, "%s %.2f", item.currency(), item.price()));
        }
        return facts;
    }

    private static List<String> values(Item item) {
        return item.attributes().stream().map(Attribute::value).toList();
    }

    private static List<String> builtIn() {
        try (InputStream in = Blocklist.class.getResourceAsStream("blocklist.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar lacks dev/atelier/text/blocklist.txt", e);
        }
    }
}
