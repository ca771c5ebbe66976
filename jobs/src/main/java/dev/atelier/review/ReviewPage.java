package dev.atelier.review;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.samskivert.mustache.Mustache;
import dev.atelier.artifacts.Pictures;
import dev.atelier.domain.ContentId;
import dev.atelier.domain.Item;
import dev.atelier.domain.Picture;
import dev.atelier.domain.ReviewItem;
import dev.atelier.pictures.RunPictures;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Tables;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The contact sheet: one self-contained HTML page of a run, for people. It asks nothing of any network, runs no script
 * but its own (its Content-Security-Policy names that script's digest), and escapes everything that came from rows.
 */
public final class ReviewPage {
    /** Rows that fell before they became candidates: so many are told one by one. */
    private static final int MAX_LOST = 200;

    /** The stage whose rejected rows are candidates. */
    private static final String SELECT = "select";

    private static final Comparator<Item> BY_CATEGORY_AND_NAME = Comparator.comparing(
                    (Item i) -> i.category() == null ? "" : i.category())
            .thenComparing(Item::name)
            .thenComparing(Item::itemId);

    private final ReviewConf conf;
    private final Tables tables;
    private final RunFolder folder;

    private ReviewPage(ReviewConf conf, Tables tables) {
        this.conf = conf;
        this.tables = tables;
        this.folder = tables.folder();
    }

    /**
     * @param tables read: items, the run's review items, rejected items, quarantine
     * @param funnel the run's stages in order
     * @param facts name and value of what is true of the whole run, such as the models and their digests
     * @return the page as HTML
     */
    public static String of(
            ReviewConf conf, Tables tables, String runId, List<FunnelRow> funnel, Map<String, String> facts) {
        Dataset<Row> items = tables.read(Nouns.ITEMS);
        return new ReviewPage(conf, tables).html(items, runId, funnel, facts);
    }

    private String html(Dataset<Row> items, String runId, List<FunnelRow> funnel, Map<String, String> facts) {
        long count = items.count();
        // an item's id is a digest, so the first ids are a sample, and always the same one
        Dataset<Row> shown = items.orderBy(Nouns.ITEM_ID).limit(conf.maxItems());
        Map<String, List<ReviewItem>> candidates = candidates(shown.select(Nouns.ITEM_ID), runId);
        Bars bars = new Bars(candidates.values().stream().flatMap(List::stream).toList());
        Cards cards = new Cards(bars, this::picture);
        List<Sheet.Card> all = records(shown, Item.class).stream()
                .sorted(BY_CATEGORY_AND_NAME)
                .map(item -> cards.card(item, candidates.getOrDefault(item.itemId(), List.of())))
                .toList();
        String note = count <= conf.maxItems()
                ? ""
                : "This page shows " + conf.maxItems() + " of " + count
                        + " items: those with the lowest item_id, always"
                        + " the same sample (review.maxItems). The tables hold all of them.";
        List<Sheet.Lost> lost = lost();
        String script = resource("sheet.js");
        Sheet sheet = new Sheet(
                conf.title(),
                runId,
                new Sheet.Assets(resource("sheet.css"), script, sha256(script)),
                note,
                facts.entrySet().stream()
                        .map(f -> new Sheet.Fact(f.getKey(), f.getValue()))
                        .toList(),
                funnel.stream().map(ReviewPage::line).toList(),
                all,
                totals(all),
                lost.subList(0, Math.min(lost.size(), MAX_LOST)),
                lost.size() > MAX_LOST ? "More than " + MAX_LOST + " rows; the tables hold all of them." : "");
        return render(sheet);
    }

    static String render(Sheet sheet) {
        return Mustache.compiler()
                .escapeHTML(true)
                .nullValue("")
                .emptyStringIsFalse(true)
                .compile(resource("sheet.html"))
                .execute(sheet);
    }

    private Map<String, List<ReviewItem>> candidates(Dataset<Row> itemIds, String runId) {
        String[] columns = RowCodec.of(ReviewItem.class).schema().fieldNames();
        Dataset<Row> selected = tables.read(Nouns.REVIEW_ITEMS.part(runId)).selectExpr(columns);
        Dataset<Row> rejected = tables.read(Nouns.REJECTED_ITEMS.part(SELECT)).selectExpr(columns);
        return records(selected.unionByName(rejected).join(itemIds, Nouns.ITEM_ID), ReviewItem.class).stream()
                .sorted(Comparator.comparing(ReviewItem::reviewId))
                .collect(Collectors.groupingBy(r -> r.artifact().target().itemId()));
    }

    private List<Sheet.Lost> lost() {
        Dataset<Row> rejected = tables.read(Nouns.REJECTED_ITEMS)
                .where(col(Nouns.STAGE).notEqual(SELECT))
                .select(
                        col(Nouns.ROW_ID),
                        col(Nouns.STAGE),
                        lit("rejected"),
                        col(OutcomeCodec.REASONS).cast("string"),
                        col(OutcomeCodec.MESSAGE));
        Dataset<Row> failed = tables.read(Nouns.QUARANTINE)
                .select(
                        col(Nouns.ROW_ID),
                        col(Nouns.STAGE),
                        lit("failed"),
                        col(Nouns.REASON),
                        col(OutcomeCodec.MESSAGE));
        return rejected.union(failed).orderBy(Nouns.ROW_ID, Nouns.STAGE).limit(MAX_LOST + 1).collectAsList().stream()
                .map(r -> new Sheet.Lost(
                        r.getString(0),
                        r.getString(1),
                        r.getString(2),
                        Bars.words(r.getString(3).replaceAll("^\\[|]$", "")),
                        r.getString(4)))
                .toList();
    }

    /** Of a rejected picture the row's thumbnail is enough. */
    private byte[] picture(ReviewItem row) {
        Picture picture = (Picture) row.artifact().made();
        if (!row.judgement().isSelected()) {
            return picture.thumbnail();
        }
        try {
            return Pictures.preview(new RunPictures(folder).read(picture.uri()), conf.pictureSidePx());
        } catch (UncheckedIOException | IllegalArgumentException gone) {
            // the page is for looking; the row's own thumbnail is better than no page
            return picture.thumbnail();
        }
    }

    private static Sheet.Totals totals(List<Sheet.Card> cards) {
        return new Sheet.Totals(
                cards.size(),
                cards.stream()
                        .mapToLong(c -> c.pictures().size() + c.texts().size())
                        .sum(),
                cards.stream()
                        .mapToLong(c -> c.rejected().size() + c.otherPictures().size())
                        .sum(),
                (int) cards.stream().filter(c -> c.states().contains("flagged")).count());
    }

    private static Sheet.Line line(FunnelRow s) {
        return new Sheet.Line(
                s.stage(),
                s.in(),
                s.kept(),
                s.rejected(),
                s.failed(),
                s.reused(),
                String.format(Locale.ROOT, "%.1f", s.seconds()),
                share(s.kept(), s.in()),
                share(s.rejected(), s.in()),
                share(s.failed(), s.in()));
    }

    private static long share(long part, long of) {
        return of == 0 ? 0 : Math.round(100.0 * part / of);
    }

    private static <T extends Record> List<T> records(Dataset<Row> rows, Class<T> type) {
        RowCodec<T> codec = RowCodec.of(type);
        return rows.collectAsList().stream().map(codec::fromRow).toList();
    }

    private static String sha256(String script) {
        return Base64.getEncoder().encodeToString(ContentId.sha256().digest(script.getBytes(StandardCharsets.UTF_8)));
    }

    static String resource(String name) {
        try (InputStream in = ReviewPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar lacks dev/atelier/review/" + name, e);
        }
    }
}
