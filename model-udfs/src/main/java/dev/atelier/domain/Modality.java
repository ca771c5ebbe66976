package dev.atelier.domain;

import java.util.Locale;

/** What a request asks for and an artifact is. */
public enum Modality {
    TEXT,
    IMAGE;

    /** The lower-case word used in tables and folder names. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
