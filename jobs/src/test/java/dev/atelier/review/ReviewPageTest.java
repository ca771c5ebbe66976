package dev.atelier.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Samples;
import dev.atelier.SparkSessions;
import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Judgement;
import dev.atelier.domain.ReviewItem;
import dev.atelier.domain.ScoredMeasure;
import dev.atelier.domain.Verdict;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Quarantined;
import dev.atelier.stage.Rejected;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewPageTest {
    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"' onload='x {{title}} {{{css}}} </style>";
    private static final Item MUG = Samples.item("i1", "Red mug", "red");
    private static final Item TRAP = Samples.item("i2", HOSTILE, HOSTILE);
    private static final Item BARE = Samples.item("i3", "Plain lamp");

    @TempDir
    static Path out;

    private static Tables tables;
    private static String html;

    @BeforeAll
    static void tables() {
        tables = new Tables(SparkSessions.shared(), out.toUri().toString());
        List<ReviewItem> selected = new ArrayList<>();
        List<ReviewItem> rejected = new ArrayList<>();
        for (Item item : List.of(MUG, TRAP)) {
            GenerationRequest image = Samples.imageRequest(item, 0);
            GenerationRequest title = Samples.textRequest(item, "title", 1);
            GenerationRequest slogan = Samples.textRequest(item, "slogan", 2);
            selected.add(row(item, image, Samples.image(image, Samples.square(9, 30, 200, 30, 30), out), true));
            selected.add(row(item, title, Samples.text(title, item.name() + " title", -1.0), true));
            rejected.add(row(item, slogan, Samples.text(slogan, item.name() + " slogan", -1.0), false));
        }
        Samples.write(tables, Nouns.ITEMS, List.of(MUG, TRAP, BARE), 1);
        Samples.write(tables, Nouns.REVIEW_ITEMS, selected, 1);
        write(
                Nouns.REJECTED_ITEMS.part("select"),
                Rejected.class,
                rejected.stream()
                        .map(r -> rejected(r.reviewId(), "Candidate rejected", r))
                        .toList());
        write(
                Nouns.REJECTED_ITEMS.part("clean"),
                Rejected.class,
                List.of(rejected("shop.csv#7", "Row rejected: " + HOSTILE, rejected.get(0))));
        write(
                Nouns.QUARANTINE.part("collect"),
                Quarantined.class,
                List.of(new Quarantined("shop.jsonl#3", "broken_json", "Line 3 is no JSON", "{")));
        html = html(ReviewConf.defaults());
    }

    private static <T extends Record> void write(Table.Part part, Class<T> type, List<T> rows) {
        tables.replace(part, Samples.table(type, rows, 1));
    }

    private static Rejected rejected(String rowId, String message, ReviewItem candidate) {
        return new Rejected(rowId, candidate.judgement().reasons(), message, "{}", candidate);
    }

    private static ReviewItem row(Item item, GenerationRequest r, Artifact a, boolean selected) {
        return ReviewItem.of(
                "run-1",
                item,
                r,
                a,
                new Judgement(
                        selected ? Verdict.SELECTED : Verdict.REJECTED,
                        1,
                        0.4,
                        selected ? List.of() : List.of("not_best_of_n rank 2 of 3, best 1 kept"),
                        selected ? "Number 1 of 3 candidates." : "Not best of n: rank 2 of 3, best 1 kept.",
                        item.equals(TRAP) ? List.of(HOSTILE) : List.of(),
                        List.of(
                                new ScoredMeasure("clip_score", 0.4, 0.2, null, true, null),
                                new ScoredMeasure("words", 7.0, null, null, true, null))));
    }

    private static Document page() {
        return Jsoup.parse(html);
    }

    private static String html(ReviewConf conf) {
        return ReviewPage.of(
                conf,
                tables,
                "run-1",
                List.of(new FunnelRow("clean", 4, 3, 1, 0, 2, 3, 1.5)),
                Map.of("writer", HOSTILE));
    }

    @Test
    void theCardShowsTheItemItsCandidatesAndWhyTheOthersFell() {
        Element card = page().getElementById("ii1");
        assertThat(card.selectFirst("h2").text()).isEqualTo("Red mug");
        assertThat(card.select(".copy .words").eachText()).containsExactly("Red mug title");
        assertThat(card.select(".unfilled").eachText()).containsExactly("No slogan passed.");
        assertThat(card.select(".reject .words").eachText()).containsExactly("Red mug slogan");
        assertThat(card.select(".reject .reason").eachText())
                .containsExactly("Not best of n: rank 2 of 3, best 1 kept.");
        assertThat(card.select("figure .bar span").eachText()).containsExactly("clip score");
        // the scale goes from 0 to the largest value on the page, 0.4, so the bound 0.2 stands in the middle
        assertThat(card.selectFirst("figure .bar u").attr("style")).isEqualTo("width:100%");
        assertThat(card.selectFirst("figure .bar s").attr("style")).isEqualTo("left:50%");
        assertThat(card.selectFirst("figure details").text())
                .contains("seed 1024", "a Red mug, flat style", "25 DDIM steps");
        assertThat(card.attr("data-states")).isEqualTo("selected rejected empty");
    }

    @Test
    void thePictureOnThePageIsTheFileItself() throws Exception {
        String uri = page().getElementById("ii1").selectFirst("figure img").attr("src");
        byte[] shown = Base64.getDecoder().decode(uri.substring("data:image/png;base64,".length()));
        ReviewItem row = RowCodec.of(ReviewItem.class)
                .fromRow(tables.read(Nouns.REVIEW_ITEMS.part("run-1"))
                        .where("item_id = 'i1' and modality = 'image'")
                        .first());
        assertThat(java.util.HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(shown)))
                .isEqualTo(row.artifact().made().sha256());
    }

    @Test
    void nothingFromARowBecomesMarkup() {
        Document page = page();
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.select("[onerror], [onload], img[src=x]")).isEmpty();
        Element trap = page.getElementById("ii2");
        assertThat(trap.selectFirst("h2").wholeText()).isEqualTo(HOSTILE);
        assertThat(trap.selectFirst(".chip").wholeText()).isEqualTo(HOSTILE);
        assertThat(trap.selectFirst(".text .words").wholeText()).isEqualTo(HOSTILE + " title");
        assertThat(trap.selectFirst("img").attr("alt")).isEqualTo("a " + HOSTILE + ", flat style");
        assertThat(page.selectFirst(".facts dd").wholeText()).isEqualTo(HOSTILE);
        assertThat(page.select(".lost td").eachText()).contains("shop.csv#7", "shop.jsonl#3", "broken json");
    }

    @Test
    void thePageAsksNothingOfAnyNetworkAndRunsItsOwnScriptOnly() throws Exception {
        Document page = page();
        assertThat(page.select("link, iframe, object, script[src], a[href]")).isEmpty();
        assertThat(page.select("img").eachAttr("src"))
                .isNotEmpty()
                .allMatch(src -> src.startsWith("data:image/png;base64,"));
        String script = page.selectFirst("script").data();
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .contains("default-src 'none'", "script-src 'sha256-" + digest + "'");
        assertThat(page.selectFirst("style").data()).doesNotContain("url(", "@import");
    }

    @Test
    void anItemOfWhichNothingCameIsShownToo() {
        Element card = page().getElementById("ii3");
        assertThat(card.selectFirst("h2").text()).isEqualTo("Plain lamp");
        assertThat(card.attr("data-states")).isEqualTo("empty");
    }

    @Test
    void aLargeRunShowsASampleAndSaysSo() {
        Document page = Jsoup.parse(html(new ReviewConf("Big", 2, null)));
        assertThat(page.select(".card")).extracting(Element::id).containsExactlyInAnyOrder("ii1", "ii2");
        assertThat(page.select(".notice").text()).contains("This page shows 2 of 3 items");
    }

    @Test
    void twoPagesOfOneRunAreEqual() {
        assertThat(html(ReviewConf.defaults())).isEqualTo(html);
    }

    @Test
    void theFunnelStandsAtTheTop() {
        assertThat(page().select(".funnel tbody tr").text()).isEqualTo("clean 4 3 1 0 2 1.5");
        assertThat(page().select(".funnel i").eachAttr("style")).containsExactly("width:75%", "width:25%", "width:0%");
    }
}
