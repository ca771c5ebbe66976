package dev.atelier.clean;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules in their order. To add one: write it, put it here, test it. */
final class Rules {
    private static final Logger LOG = LoggerFactory.getLogger(Rules.class);

    private Rules() {}

    static List<CleaningRule> of(CleanConf conf) {
        CleaningRule roleMarkers = new NeutraliseRoleMarkers(conf.promptInjection());
        return List.of(
                new LimitFields(conf.maxFieldChars(), conf.maxAttributes()), // before whatever reads them
                new RepairMojibake(), // before HTML: the damage counts bytes, which entities would hide
                roleMarkers, // before HTML, which would take some for tags
                new HtmlToText(),
                roleMarkers, // those that were escaped
                new HtmlToText(), // what was escaped twice
                roleMarkers,
                new NormaliseUnicode(),
                roleMarkers, // those that invisible characters had split
                new FlagInstructions(),
                new RequireFields(conf.minDescriptionChars()),
                new BoundLengths(conf.maxNameChars(), conf.minDescriptionChars(), conf.maxDescriptionChars()),
                new ReadGtin(), // before masking, to which odd numbers look like phones
                new ParsePrice(conf.currency()),
                MaskPersonalData.of(conf.phoneRegions(), conf.personalNumbers()),
                new DetectLanguage(conf.languages()),
                FlagBrands.of(conf.brands()));
    }

    /** Applies rules until one refuses the row. A rule that fails refuses it too: no text ends a run. */
    static Draft apply(List<CleaningRule> rules, Draft draft) {
        Draft current = draft;
        for (CleaningRule rule : rules) {
            current = apply(rule, current);
            if (current.rejection() != null) {
                return current;
            }
        }
        return current;
    }

    private static Draft apply(CleaningRule rule, Draft draft) {
        try {
            return rule.apply(draft);
        } catch (RuntimeException | StackOverflowError e) {
            String name = rule.getClass().getSimpleName();
            LOG.warn("Rule {} failed on row {}", name, draft.texts().rowId(), e);
            return draft.reject(
                    "rule_failed",
                    "rule " + name + " failed on it with " + e.getClass().getSimpleName()
                            + " (a defect: please report the row, which stands in rejected_items)");
        }
    }
}
