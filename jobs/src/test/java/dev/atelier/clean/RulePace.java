package dev.atelier.clean;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.Item;
import dev.atelier.domain.ItemText;
import dev.atelier.domain.RawItem;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each cleaning rule costs, in time of a processor: microseconds a row, and MB of name and description a second for all. */
final class RulePace {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private RulePace() {}

    /** @param args a file that scripts/bench/catalogue.py wrote; how often (the first rounds warm up) */
    public static void main(String[] args) {
        List<RawItem> rows = rows(new File(args[0]));
        long bytes = rows.stream()
                .mapToLong(r -> r.name().length() + r.description().length())
                .sum();
        List<CleaningRule> rules = Rules.of(CleanConf.defaults());
        for (int round = 0; round < Integer.parseInt(args[1]); round++) {
            List<Draft> drafts = rows.stream().map(Draft::of).toList();
            double all = 0;
            for (CleaningRule rule : rules) {
                long start = CPU.getCurrentThreadCpuTime();
                List<Draft> next = new ArrayList<>(drafts.size());
                for (Draft draft : drafts) {
                    next.add(draft.rejection() == null ? rule.apply(draft) : draft);
                }
                all += tell(rule.getClass().getSimpleName(), start, rows.size());
                drafts = next;
            }
            System.out.printf("rules: %d rows, %.2f MB/s%n", rows.size(), bytes / all / 1e6);
            long start = CPU.getCurrentThreadCpuTime();
            List<Item> items = drafts.stream()
                    .filter(d -> d.rejection() == null)
                    .map(d -> Item.of(d.texts(), d.language(), null, null, d.flags()))
                    .toList();
            tell("items", start, rows.size());
            NearDuplicatesConf near = NearDuplicatesConf.defaults();
            start = CPU.getCurrentThreadCpuTime();
            List<long[]> shingles =
                    items.stream().map(i -> NearDuplicates.shingles(i, near)).toList();
            tell("shingles", start, rows.size());
            start = CPU.getCurrentThreadCpuTime();
            shingles.forEach(s -> Shingles.bands(s, near.bands(), near.rowsPerBand()));
            tell("bands", start, rows.size());
            start = CPU.getCurrentThreadCpuTime();
            items.forEach(i -> Identity.of(i, "f", near.distinguishing()));
            tell("identities", start, rows.size());
        }
    }

    private static double tell(String what, long start, int rows) {
        double seconds = (CPU.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%-22s %7.2f us a row%n", what, seconds * 1e6 / rows);
        return seconds;
    }

    static List<RawItem> rows(File csv) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setHeaderExtractionEnabled(true);
        settings.setMaxCharsPerColumn(-1);
        List<RawItem> rows = new ArrayList<>();
        for (String[] cells : new CsvParser(settings).parseAll(csv)) {
            rows.add(new RawItem(
                    "f#" + rows.size(),
                    "f",
                    rows.size(),
                    new ItemText(cells[0], null, cells[1], cells[2], cells[3], null),
                    cells[4],
                    null,
                    null,
                    false,
                    cells[5] == null ? List.of() : List.of(new Attribute("maintainer", cells[5])),
                    "CC0-1.0"));
        }
        return rows;
    }
}
