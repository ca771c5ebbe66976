package dev.atelier.stage;

/** The configuration cannot be used. Stops a run before its first row; the message is for the person who wrote it. */
public final class ConfError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfError(String message) {
        super(message);
    }

    public ConfError(String message, Throwable cause) {
        super(message, cause);
    }
}
