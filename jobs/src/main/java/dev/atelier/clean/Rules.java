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
        MaskPersonalData personalData = MaskPersonalData.of(conf.phoneRegions(), conf.personalNumbers());
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
                new MaskSecrets(),
                personalData,
                new DetectLanguage(conf.languages()),
                FlagBrands.of(conf.brands()));
    }

    static Draft apply(List<CleaningRule> rules, Draft draft) {
        return apply(rules, draft, new Effects(null));
    }

    /**
     * Applies rules until one refuses the row. A rule that fails refuses it too: no text ends a run.
     *
     * @param effects where what they do is noted
     */
    static Draft apply(List<CleaningRule> rules, Draft draft, Effects effects) {
        Draft current = draft;
        for (CleaningRule rule : rules) {
            Draft next = apply(rule, current);
            effects.note(rule, current, next);
            current = next;
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
