package dev.atelier.domain;

import java.util.List;

/** A model that reads what is written in pictures. Safe for use by several tasks. */
public interface PictureReader extends AutoCloseable {
    /**
     * The lines of each picture, from above, those beside one another from the left; a picture's never depend on the others.
     */
    List<List<Line>> read(List<Pixels> pictures);

    @Override
    void close();

    /**
     * What stands in one place.
     *
     * @param confidence mean over its characters, 0 to 1
     */
    record Line(String text, double confidence) {}
}
