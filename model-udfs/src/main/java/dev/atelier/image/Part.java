package dev.atelier.image;

/** A part of a picture, in shares of its width and height from the left and the top, 0 to 1. */
record Part(double left, double top, double right, double bottom) {
    static final Part WHOLE = new Part(0, 0, 1, 1);
    private static final double LEAST = 0.6;

    boolean isWithin() {
        return left >= 0 && top >= 0 && right <= 1 && bottom <= 1 && right - left >= LEAST && bottom - top >= LEAST;
    }

    /** @param side 0 to 3: left, top, right, bottom */
    Part moved(int side, double by) {
        return new Part(
                left + (side == 0 ? by : 0),
                top + (side == 1 ? by : 0),
                right + (side == 2 ? by : 0),
                bottom + (side == 3 ? by : 0));
    }
}
