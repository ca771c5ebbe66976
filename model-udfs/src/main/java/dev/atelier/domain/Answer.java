package dev.atelier.domain;

import java.util.function.Function;

/** What became of one row in a model or scorer. A row's failure is its answer, so that it blames no other row. */
public sealed interface Answer<T> {
    /** What was made. */
    record Done<T>(T value) implements Answer<T> {}

    /**
     * Nothing was made, whatever it is tried with.
     *
     * @param reason machine-readable word, such as {@code prompt_too_long}
     * @param message for a person, with the way out
     */
    record Failed<T>(String reason, String message) implements Answer<T> {}

    static <T> Answer<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Answer<T> failed(RowFailure failure) {
        return new Failed<>(failure.reason(), failure.getMessage());
    }

    /** What {@code next} makes of the value; a {@link RowFailure} that it throws is the row's. */
    default <U> Answer<U> then(Function<T, U> next) {
        if (this instanceof Done<T> done) {
            try {
                return done(next.apply(done.value()));
            } catch (RowFailure failure) {
                return failed(failure);
            }
        }
        Failed<T> failed = (Failed<T>) this;
        return new Failed<>(failed.reason(), failed.message());
    }

    /**
     * The value.
     *
     * @throws RowFailure if there is none
     */
    default T orThrow() {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        Failed<T> failed = (Failed<T>) this;
        throw new RowFailure(failed.reason(), failed.message());
    }
}
