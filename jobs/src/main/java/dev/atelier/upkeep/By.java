package dev.atelier.upkeep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.atelier.stage.Nouns;
import org.apache.spark.sql.Column;

/** How a product is named: which rows of {@code raw_items} and {@code items} are it. */
public enum By {
    SKU,
    ITEM,
    SOURCE;

    Column raw(String value) {
        return switch (this) {
            case SKU -> col(Nouns.SKU).equalTo(value);
            case ITEM -> lit(false);
            case SOURCE -> col(Nouns.SOURCE).equalTo(value);
        };
    }

    Column item(String value) {
        return switch (this) {
            case SKU -> col(Nouns.SKU).equalTo(value);
            case ITEM -> col(Nouns.ITEM_ID).equalTo(value);
            case SOURCE -> col(Nouns.SOURCE).startsWith(value + "#");
        };
    }

    /** Rows of {@code quarantine} that never became one of {@code raw_items}. */
    Column unread(String value) {
        return this == SOURCE
                ? col(Nouns.ROW_ID).startsWith(value + "#").or(col(Nouns.ROW_ID).equalTo(value))
                : lit(false);
    }
}
