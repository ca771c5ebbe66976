package dev.atelier.stage;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.RawItem;
import dev.atelier.domain.ReviewItem;
import dev.atelier.domain.Score;
import java.util.List;

/** Every table of a run, and the columns by which they find each other. No other file spells these names. */
public final class Nouns {
    public static final String ROW_ID = "row_id";
    public static final String ITEM_ID = "item_id";
    public static final String FIELD = "field";
    public static final String CANDIDATE = "candidate";
    public static final String SKU = "sku";
    public static final String SOURCE = "source";
    public static final String ASK_ID = "ask_id";
    public static final String REQUEST_ID = "request_id";
    public static final String ARTIFACT_ID = "artifact_id";
    public static final String PROMPT = "prompt";
    public static final String TEMPLATE = "template";
    public static final String TEXT = "text";
    public static final String URI = "uri";
    public static final String SIZE_BYTES = "size_bytes";
    public static final String STAGE = "stage";
    public static final String REASON = "reason";

    public static final Table<RawItem> RAW_ITEMS = new Table<>("raw_items", RawItem.class, ROW_ID, null);
    public static final Table<Item> ITEMS = new Table<>("items", Item.class, ITEM_ID, null);
    public static final Table<GenerationRequest> REQUESTS =
            new Table<>("requests", GenerationRequest.class, REQUEST_ID, "modality");
    public static final Table<Artifact> ARTIFACTS = new Table<>("artifacts", Artifact.class, ARTIFACT_ID, "modality");
    public static final Table<Score> SCORES = new Table<>("scores", Score.class, ARTIFACT_ID, null);
    public static final Table<ReviewItem> REVIEW_ITEMS =
            new Table<>("review_items", ReviewItem.class, "review_id", "run_id");
    public static final Table<Rejected> REJECTED_ITEMS = new Table<>("rejected_items", Rejected.class, ROW_ID, STAGE);
    public static final Table<Quarantined> QUARANTINE = new Table<>("quarantine", Quarantined.class, ROW_ID, STAGE);
    public static final Table<RowTrace> TRACE = new Table<>("trace", RowTrace.class, ROW_ID, STAGE);

    /** All of them. */
    public static final List<Table<?>> ALL =
            List.of(RAW_ITEMS, ITEMS, REQUESTS, ARTIFACTS, SCORES, REVIEW_ITEMS, REJECTED_ITEMS, QUARANTINE, TRACE);

    private Nouns() {}
}
