package dev.atelier.clean;

import java.io.Serializable;

/** One step of cleaning: changes texts, raises a flag or refuses the row. Pure. */
interface CleaningRule extends Serializable {
    Draft apply(Draft draft);
}
