package dev.atelier.clean;

/** What becomes of a row that holds marks by which chat models tell roles apart. */
public enum RoleMarkers {
    REJECT,
    /** They are removed, and the row is flagged. */
    NEUTRALISE
}
