package dev.atelier.domain;

import java.util.List;

/** All requests planned for one item in one pass, so that one row in gives one row out; exploded into {@code requests}. */
public record Plan(String itemId, List<GenerationRequest> requests) {
    public Plan {
        Require.text(itemId, "itemId of plan");
        requests = Require.list(requests);
    }
}
