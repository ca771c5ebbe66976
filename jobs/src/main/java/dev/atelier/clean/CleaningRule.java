package dev.atelier.clean;

import dev.atelier.rows.RowCodec;
import java.io.Serializable;

/** One step of cleaning: changes texts, raises a flag or refuses the row. Pure. */
interface CleaningRule extends Serializable {
    Draft apply(Draft draft);

    /** How counts and traces call it, such as {@code html_to_text}. */
    default String word() {
        return RowCodec.column(getClass().getSimpleName());
    }
}
