package dev.atelier.measures;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Require;
import dev.atelier.text.CopiedText;
import java.util.List;

/**
 * An artifact with what it is measured against: what was asked for and what is known of the item.
 *
 * @param request null if the requests table lacks it; such a row fails
 * @param item null if the items table lacks it; such a row fails
 * @param references texts that people wrote for this item and field; empty for none
 * @param passages of protected texts that may have something in common with a text; empty for none
 * @param findings that were kept of artifacts of the same ask; empty for none
 */
public record Scorable(
        Artifact artifact,
        GenerationRequest request,
        Item item,
        List<String> references,
        List<CopiedText.Passage> passages,
        List<Finding> findings) {
    /** Its columns. */
    public static final String ARTIFACT = "artifact", REQUEST = "request", ITEM = "item";

    public static final String REFERENCES = "references", PASSAGES = "passages", FINDINGS = "findings";

    public Scorable {
        Require.that(artifact != null, "artifact to score", null, "must be there");
        references = Require.list(references);
        passages = Require.list(passages);
        findings = Require.list(findings);
    }
}
