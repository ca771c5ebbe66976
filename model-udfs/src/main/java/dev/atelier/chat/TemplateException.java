package dev.atelier.chat;

/** A chat template that cannot be read, asks for what it may not have, or refuses the conversation. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    public TemplateException(String message) {
        this(0, message);
    }

    TemplateException(int line, String message) {
        super(line == 0 ? message : "line " + line + ": " + message);
        this.line = line;
    }

    /** The same, naming a line if none is named yet. */
    TemplateException at(int where) {
        return line > 0 ? this : new TemplateException(where, getMessage());
    }
}
