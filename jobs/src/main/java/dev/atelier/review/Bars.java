package dev.atelier.review;

import dev.atelier.domain.ReviewItem;
import dev.atelier.domain.ScoredMeasure;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures as bars: one scale for each measure, wide enough for every value and threshold on the page. */
final class Bars {
    private record Range(double low, double high) {
        Range with(double value) {
            return new Range(Math.min(low, value), Math.max(high, value));
        }

        long place(double value) {
            return high > low ? Math.round(100 * (value - low) / (high - low)) : 0;
        }
    }

    private final Map<String, Range> ranges = new HashMap<>();

    Bars(List<ReviewItem> rows) {
        for (ReviewItem row : rows) {
            for (ScoredMeasure measure : row.judgement().scores()) {
                widen(measure.name(), measure.value());
                widen(measure.name(), measure.min());
                widen(measure.name(), measure.max());
            }
        }
    }

    Sheet.Numbers numbers(List<ScoredMeasure> scores) {
        return new Sheet.Numbers(of(scores), checks(scores), others(scores));
    }

    private List<Sheet.Bar> of(List<ScoredMeasure> scores) {
        return scores.stream()
                .filter(m -> (m.min() != null || m.max() != null) && !isCheck(m))
                .map(this::bar)
                .toList();
    }

    /** What must be zero and is, in one line: a bar would show nothing. */
    private static String checks(List<ScoredMeasure> scores) {
        return scores.stream().filter(Bars::isCheck).map(m -> words(m.name())).collect(Collectors.joining(", "));
    }

    private static boolean isCheck(ScoredMeasure m) {
        return m.min() == null && m.max() != null && m.max() == 0 && m.value() != null && m.value() == 0;
    }

    private static List<Sheet.Fact> others(List<ScoredMeasure> scores) {
        return scores.stream()
                .filter(m -> m.min() == null && m.max() == null)
                .map(m -> new Sheet.Fact(words(m.name()), said(m)))
                .toList();
    }

    private Sheet.Bar bar(ScoredMeasure m) {
        Range range = ranges.getOrDefault(m.name(), new Range(0, 1));
        String rule = (m.min() == null ? "" : "at least " + number(m.min()))
                + (m.min() != null && m.max() != null ? ", " : "")
                + (m.max() == null ? "" : "at most " + number(m.max()));
        return new Sheet.Bar(
                words(m.name()),
                said(m),
                rule,
                m.passed() ? "pass" : "fail",
                m.value() == null ? 0 : range.place(m.value()),
                m.min() == null ? null : Long.valueOf(range.place(m.min())),
                m.max() == null ? null : Long.valueOf(range.place(m.max())));
    }

    private static String said(ScoredMeasure m) {
        return m.value() == null ? "not measured" : number(m.value());
    }

    private void widen(String measure, Double value) {
        if (value != null && Double.isFinite(value)) {
            ranges.merge(measure, new Range(0, 0).with(value), (a, b) -> a.with(b.low())
                    .with(b.high()));
        }
    }

    static String words(String name) {
        return name.replace('_', ' ');
    }

    /** Three significant digits are what an eye compares. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        return String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
