package dev.atelier.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import scala.collection.Iterator;

/** The array column of a row as a Java list, in Scala 2.12 and 2.13 alike. */
final class SeqView {
    private SeqView() {}

    static List<Object> asList(Object cell) {
        if (cell instanceof Object[] array) {
            return Arrays.asList(array);
        } else if (cell instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        List<Object> values = new ArrayList<>();
        Iterator<?> cells = ((scala.collection.Iterable<?>) cell).iterator();
        while (cells.hasNext()) {
            values.add(cells.next());
        }
        return values;
    }
}
