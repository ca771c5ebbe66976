package dev.atelier.domain;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The columns of this component, a record or a sealed interface of records, are spread into the table of the record that
 * holds it. A name that comes from two places is one column, and both must then hold the same value.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {
    /** Columns that have another name here: {@code "from=to"}. */
    String[] rename() default {};

    /** True if the component may be null although some of its columns never are: they then may be null in this table. */
    boolean mayBeNull() default false;
}
