package dev.atelier.domain;

/**
 * One artifact to be made: a row of table {@code requests}.
 *
 * @param requestId of this row: sha256 of target and {@code askId}
 * @param askId sha256 of all that decides the artifact's bytes, and of nothing else: what is asked, model, program,
 *     precision and seed. What two rows ask alike is made once; what was ever made for it is found again
 */
public record GenerationRequest(
        String requestId,
        String askId,
        @Inline Target target,
        @Inline Ask ask,
        @Inline ModelRef model,
        long seed,
        @Inline Origin origin) {
    public GenerationRequest {
        Require.text(requestId, "requestId");
        Require.text(askId, "askId of request " + requestId);
        Require.that(ask != null, "request " + requestId, null, "must ask for something");
    }

    /** A request with its ids. */
    public static GenerationRequest of(Target target, Ask ask, ModelRef model, long seed, Origin origin) {
        String askId = IdWriter.of("ask/1")
                .part("ask", ask.written())
                .part("model", model.written())
                .number("seed", seed)
                .id();
        String requestId = IdWriter.of("request/1")
                .text("item", target.itemId())
                .text("field", target.field())
                .number("candidate", target.candidate())
                .text("ask", askId)
                .id();
        return new GenerationRequest(requestId, askId, target, ask, model, seed, origin);
    }
}
