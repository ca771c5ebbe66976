package dev.atelier.clean;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.min;

import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Nouns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Near duplicates by MinHash and banding: rows that share a band's hash meet in one bucket, ordered by {@link Rank}; each is
 * compared (exact Jaccard, no other {@link Identity}) with the better ones of the bucket. A row goes if a better-ranked row
 * resembles it. No step holds more than {@link #MAX_LEADERS} rows of a bucket, nothing iterates, and the result depends
 * on content and source position alone.
 */
final class NearDuplicates {
    /** Distinct rows of one bucket that others are compared with; keeps a bucket of boilerplate from going quadratic. */
    static final int MAX_LEADERS = 200;

    static final String LOSER = "loser";
    static final String LIKENESS = "likeness";
    private static final String BUCKET = "bucket";

    /** One row in one band's bucket. */
    public record Banded(long bucket, Rank rank, List<Long> shingles, Identity identity) {}

    /** A better row, and how much another resembles it. */
    public record Likeness(Rank winner, double similarity) {}

    /** A row that goes, and why. */
    public record Pair(String loser, Likeness likeness) {}

    private NearDuplicates() {}

    /**
     * @param rows those of {@link CleanedRow}, without exact duplicates
     * @return those of {@link Pair}, one for each row that goes, with its best-ranked winner
     */
    static Dataset<Row> find(Dataset<Row> rows, NearDuplicatesConf conf) {
        return meeting(rows)
                .repartition(col(BUCKET))
                .sortWithinPartitions(BUCKET, CleanedRow.RANK)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) part -> new Pairs(conf, part),
                        Encoders.row(RowCodec.of(Pair.class).schema()))
                .groupBy(LOSER)
                .agg(min(LIKENESS).as(LIKENESS));
    }

    /** Rows of {@link Banded} in buckets of at least two: most rows of a catalogue meet nobody, and stay where they are. */
    private static Dataset<Row> meeting(Dataset<Row> rows) {
        Dataset<Row> banded = rows.select(
                col(CleanedRow.ROW_ID), explode(col(CleanedRow.BUCKETS)).as(BUCKET));
        Dataset<Row> shared = banded.groupBy(BUCKET).count().where("count > 1").select(BUCKET);
        Dataset<Row> meets = banded.join(shared, BUCKET)
                .groupBy(col(Nouns.ROW_ID).as(LOSER))
                .agg(collect_set(BUCKET).as(CleanedRow.BUCKETS));
        return rows.drop(CleanedRow.BUCKETS)
                .join(meets, col(CleanedRow.ROW_ID).equalTo(col(LOSER)))
                .select(
                        explode(col(CleanedRow.BUCKETS)).as(BUCKET),
                        col(CleanedRow.RANK),
                        col(CleanedRow.SHINGLES),
                        col(CleanedRow.IDENTITY));
    }

    /** Streams one partition: bucket after bucket, best row first. */
    private static final class Pairs implements Iterator<Row> {
        private final NearDuplicatesConf conf;
        private final Iterator<Row> rows;
        private final List<Banded> leaders = new ArrayList<>();
        private final ArrayDeque<Row> found = new ArrayDeque<>();

        Pairs(NearDuplicatesConf conf, Iterator<Row> rows) {
            this.conf = conf;
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (found.isEmpty() && rows.hasNext()) {
                meet(RowCodec.of(Banded.class).fromRow(rows.next()));
            }
            return !found.isEmpty();
        }

        @Override
        public Row next() {
            return hasNext() ? found.remove() : Collections.<Row>emptyIterator().next();
        }

        private void meet(Banded row) {
            if (!leaders.isEmpty() && leaders.get(0).bucket() != row.bucket()) {
                leaders.clear();
            }
            for (Banded leader : leaders) {
                double similarity = Shingles.jaccard(leader.shingles(), row.shingles());
                if (similarity >= conf.threshold() && !leader.identity().differsFrom(row.identity())) {
                    found.add(RowCodec.of(Pair.class)
                            .toRow(new Pair(row.rank().rowId(), new Likeness(leader.rank(), similarity))));
                    return;
                }
            }
            if (leaders.size() < MAX_LEADERS) {
                leaders.add(row);
            }
        }
    }
}
