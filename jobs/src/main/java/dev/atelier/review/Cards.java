package dev.atelier.review;

import dev.atelier.domain.Ask;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ImageParameters;
import dev.atelier.domain.Item;
import dev.atelier.domain.Judgement;
import dev.atelier.domain.Made;
import dev.atelier.domain.Modality;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.Picture;
import dev.atelier.domain.ReviewItem;
import dev.atelier.domain.Text;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Items and their candidates to cards.
 *
 * @param pictures PNG bytes of a picture's row, at the size of the page
 */
record Cards(Bars bars, Function<ReviewItem, byte[]> pictures) {
    /** The order in which copy is read; other fields follow by name. */
    private static final List<String> READING_ORDER = List.of("title", "slogan", "description");

    private static final int DIGEST_DIGITS = 12;

    Sheet.Card card(Item item, List<ReviewItem> rows) {
        List<ReviewItem> selected = of(rows, true);
        List<ReviewItem> rejected = of(rows, false);
        Set<String> unfilled = rows.stream().map(Cards::field).collect(Collectors.toCollection(TreeSet::new));
        selected.forEach(r -> unfilled.remove(field(r)));
        return new Sheet.Card(
                about(item),
                states(item, selected, rejected, rows, unfilled),
                entries(item, selected, Modality.IMAGE),
                entries(item, rejected, Modality.IMAGE),
                entries(item, selected, Modality.TEXT),
                List.copyOf(unfilled),
                entries(item, rejected, Modality.TEXT));
    }

    private static Sheet.About about(Item item) {
        return new Sheet.About(
                item.itemId(),
                item.name(),
                meta(item),
                item.description(),
                item.licence(),
                item.source(),
                item.attributes().stream()
                        .map(a -> new Sheet.Fact(a.name(), a.value()))
                        .toList(),
                item.flags().stream().map(Bars::words).toList());
    }

    private static List<ReviewItem> of(List<ReviewItem> rows, boolean selected) {
        return rows.stream()
                .filter(r -> r.judgement().isSelected() == selected)
                .sorted(Comparator.comparing(Cards::place)
                        .thenComparing(Cards::field)
                        .thenComparing(r -> r.judgement().rank()))
                .toList();
    }

    private List<Sheet.Entry> entries(Item item, List<ReviewItem> rows, Modality modality) {
        return rows.stream()
                .filter(r -> r.artifact().made().modality() == modality)
                .map(r -> entry(item, r))
                .toList();
    }

    private static String states(
            Item item,
            List<ReviewItem> selected,
            List<ReviewItem> rejected,
            List<ReviewItem> all,
            Set<String> unfilled) {
        List<String> states = new ArrayList<>();
        if (!selected.isEmpty()) {
            states.add("selected");
        }
        if (!rejected.isEmpty()) {
            states.add("rejected");
        }
        if (!item.flags().isEmpty()
                || all.stream().anyMatch(r -> !r.judgement().flags().isEmpty())) {
            states.add("flagged");
        }
        if (!unfilled.isEmpty() || all.isEmpty()) {
            states.add("empty");
        }
        return String.join(" ", states);
    }

    private static int place(ReviewItem row) {
        int place = READING_ORDER.indexOf(field(row));
        return place < 0 ? READING_ORDER.size() : place;
    }

    private static String meta(Item item) {
        String price = item.price() == null
                ? null
                : String.format(Locale.ROOT, "%.2f", item.price())
                        + (item.currency() == null ? "" : " " + item.currency());
        return Stream.of(item.sku(), item.category(), item.brand(), price, item.language())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" \u00b7 "));
    }

    private Sheet.Entry entry(Item item, ReviewItem row) {
        Made made = row.artifact().made();
        String picture = made instanceof Picture
                ? "data:image/png;base64," + Base64.getEncoder().encodeToString(pictures.apply(row))
                : null;
        Judgement judgement = row.judgement();
        return new Sheet.Entry(
                field(row),
                row.artifact().target().candidate(),
                judgement.rank(),
                made instanceof Text text ? text.text() : null,
                picture,
                row.request().ask().prompt(),
                judgement.why(),
                // the item's own flags stand at its head
                judgement.flags().stream()
                        .filter(f -> !item.flags().contains(f))
                        .map(Bars::words)
                        .toList(),
                bars.numbers(judgement.scores()),
                recipe(row));
    }

    private static String field(ReviewItem row) {
        return row.artifact().target().field();
    }

    private static List<Sheet.Fact> recipe(ReviewItem row) {
        List<Sheet.Fact> facts = new ArrayList<>();
        GenerationRequest request = row.request();
        if (request.ask() instanceof WriteText write) {
            add(facts, "system", write.system());
        }
        add(facts, "prompt", request.ask().prompt());
        if (request.ask() instanceof DrawPicture draw) {
            add(facts, "negative prompt", draw.negativePrompt());
        }
        add(facts, "dropped from the prompt", row.artifact().truncatedPrompt());
        add(facts, "seed", Long.toString(request.seed()));
        add(facts, "parameters", parameters(request.ask()));
        add(
                facts,
                "template",
                request.origin().template() + " (" + request.origin().templateVersion() + ")");
        ModelRef model = request.model();
        add(
                facts,
                "model",
                model.model() + ", " + shortened(model.modelDigest()) + ", "
                        + model.precision().name().toLowerCase(Locale.ROOT));
        if (row.artifact().made() instanceof Picture picture) {
            add(facts, "file", picture.uri());
        }
        add(facts, "sha256", shortened(row.artifact().made().sha256()));
        return facts;
    }

    private static void add(List<Sheet.Fact> facts, String name, String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new Sheet.Fact(name, value));
        }
    }

    private static String parameters(Ask ask) {
        if (ask instanceof WriteText write) {
            TextParameters text = write.text();
            return (text.temperature() == 0 ? "greedy" : "temperature " + text.temperature())
                    + (text.topK() == 0 ? "" : ", top-k " + text.topK())
                    + (text.topP() == 1 ? "" : ", top-p " + text.topP())
                    + (text.minP() == 0 ? "" : ", min-p " + text.minP())
                    + (text.repetitionPenalty() == 1 ? "" : ", repetition penalty " + text.repetitionPenalty())
                    + ", at most " + text.maxNewTokens() + " tokens";
        }
        ImageParameters image = ((DrawPicture) ask).image();
        return image.widthPx() + "\u00d7" + image.heightPx() + ", " + image.numInferenceSteps() + " "
                + image.noiseScheduler().name() + " steps, guidance " + image.guidanceScale()
                + ", picture " + image.imageIndex() + " of its seed"
                + (image.upscaleFactor() == 1 ? "" : ", upscaled \u00d7" + image.upscaleFactor())
                + (image.sharpenAmount() == 0 ? "" : ", sharpened " + image.sharpenAmount());
    }

    private static String shortened(String digest) {
        return digest == null || digest.length() <= DIGEST_DIGITS
                ? digest
                : digest.substring(0, DIGEST_DIGITS) + "\u2026";
    }
}
