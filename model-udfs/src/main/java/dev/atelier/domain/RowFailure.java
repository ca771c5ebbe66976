package dev.atelier.domain;

/** One row cannot be processed, whatever it is tried with. It goes to quarantine; the run goes on. */
public final class RowFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    /** @param reason machine-readable word, such as {@code prompt_too_long} */
    public RowFailure(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RowFailure(String reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
