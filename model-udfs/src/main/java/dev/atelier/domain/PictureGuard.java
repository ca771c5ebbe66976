package dev.atelier.domain;

import java.util.List;

/** A model that tells pictures that nobody should meet at work from others. Safe for use by several tasks. */
public interface PictureGuard extends AutoCloseable {
    /** How likely each is not safe, 0 to 1, in order; a picture's number never depends on the others. */
    List<Double> notSafe(List<Pixels> pictures);

    @Override
    void close();
}
