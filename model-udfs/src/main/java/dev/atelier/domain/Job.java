package dev.atelier.domain;

/**
 * Work for an engine: it sees what it needs and no catalogue row.
 *
 * @param id for messages; decides nothing
 * @param seed 0 to 2^32-1
 */
public record Job<A extends Ask>(String id, A ask, long seed) {
    public Job {
        Require.text(id, "id of a job");
        Require.that(ask != null, "job " + id, null, "must ask for something");
    }
}
