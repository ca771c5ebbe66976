package dev.atelier.domain;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a sealed interface: the column whose {@link Word} tells which of its records an inlined one is. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ToldBy {
    /** Name of the column, such as {@code modality}. */
    String value();
}
