package dev.atelier.clean;

import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.xxhash64;

import dev.atelier.domain.Item;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.Tables;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
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
    private static final String BUCKETS = "buckets";
    private static final String ID = "id";
    private static final String SHARED = "shared";

    /**
     * A row that shares buckets with others.
     *
     * @param buckets in order
     * @param shingles see {@link Shingles#toBytes}
     */
    public record Meeting(List<Long> buckets, Rank rank, byte[] shingles, Identity identity) {}

    /** A better row, and how much another resembles it. */
    public record Likeness(Rank winner, double similarity) {}

    /** A row that goes, and why. */
    public record Pair(String loser, Likeness likeness) {}

    private NearDuplicates() {}

    /** Of what is compared: name and description. */
    static long[] shingles(Item item, NearDuplicatesConf conf) {
        String prose = item.description() == null ? item.name() : item.name() + " " + item.description();
        return Shingles.of(prose, conf.shingleWords());
    }

    /**
     * @param rows those of {@link CleanedRow}
     * @return those of {@link Pair}, one for each row that goes, with its best-ranked winner
     */
    static Dataset<Row> find(Dataset<Row> rows, NearDuplicatesConf conf, Tables tables) {
        return meeting(rows, conf, tables)
                .withColumn(BUCKET, explode(col(BUCKETS)))
                .repartition(col(BUCKET))
                .sortWithinPartitions(BUCKET, CleanedRow.RANK)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) part -> new Pairs(conf, part),
                        Encoders.row(RowCodec.of(Pair.class).schema()))
                .groupBy(LOSER)
                .agg(min(LIKENESS).as(LIKENESS));
    }

    /** Rows of {@link Meeting}: most rows of a catalogue meet nobody, and no more than numbers of them is looked at. */
    private static Dataset<Row> meeting(Dataset<Row> rows, NearDuplicatesConf conf, Tables tables) {
        Dataset<Row> numbered = rows.withColumn(ID, xxhash64(col(CleanedRow.ROW_ID)));
        Dataset<Row> banded =
                numbered.select(col(ID), explode(col(CleanedRow.BUCKETS)).as(BUCKET));
        Dataset<Row> shared =
                tables.held(banded.groupBy(BUCKET).count().where("count > 1").select(BUCKET));
        Dataset<Row> meets = tables.held(
                banded.join(shared, BUCKET).groupBy(ID).agg(collect_list(BUCKET).as(SHARED)));
        return numbered.join(meets, ID)
                .withColumn(CleanedRow.BUCKETS, array_sort(array_intersect(col(CleanedRow.BUCKETS), col(SHARED))))
                .map(
                        (MapFunction<Row, Row>) row -> meeting(row, conf),
                        Encoders.row(RowCodec.of(Meeting.class).schema()));
    }

    private static Row meeting(Row row, NearDuplicatesConf conf) {
        CleanedRow cleaned = RowCodec.of(CleanedRow.class).fromRow(row);
        byte[] shingles = Shingles.toBytes(shingles(cleaned.item(), conf));
        Identity identity = Identity.of(cleaned.item(), cleaned.rank().source(), conf.distinguishing());
        return RowCodec.of(Meeting.class).toRow(new Meeting(cleaned.buckets(), cleaned.rank(), shingles, identity));
    }

    /** Streams one partition: bucket after bucket, best row first. */
    private static final class Pairs implements Iterator<Row> {
        private final NearDuplicatesConf conf;
        private final Iterator<Row> rows;
        private final List<InBucket> leaders = new ArrayList<>();
        private final ArrayDeque<Row> found = new ArrayDeque<>();

        Pairs(NearDuplicatesConf conf, Iterator<Row> rows) {
            this.conf = conf;
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (found.isEmpty() && rows.hasNext()) {
                meet(InBucket.of(rows.next()));
            }
            return !found.isEmpty();
        }

        @Override
        public Row next() {
            return hasNext() ? found.remove() : Collections.<Row>emptyIterator().next();
        }

        private void meet(InBucket row) {
            if (!leaders.isEmpty() && leaders.get(0).bucket() != row.bucket()) {
                leaders.clear();
            }
            boolean full = leaders.size() == MAX_LEADERS; // of boilerplate, and so are the others that these rows share
            for (InBucket leader : leaders) {
                if (full && leader.metBefore(row)) {
                    continue;
                }
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

    /** One row in one bucket; more than numbers is read of it only where another resembles it, and once. */
    private static final class InBucket {
        private final Row row;
        private final long bucket;
        private final long[] buckets;
        private final long[] shingles;
        private Identity identity;

        private InBucket(Row row) {
            this.row = row;
            this.bucket = row.getAs(BUCKET);
            this.buckets = row.<Long>getList(row.fieldIndex(BUCKETS)).stream()
                    .mapToLong(Long::longValue)
                    .toArray();
            this.shingles = Shingles.fromBytes(row.getAs("shingles"));
        }

        static InBucket of(Row row) {
            return new InBucket(row);
        }

        long bucket() {
            return bucket;
        }

        long[] shingles() {
            return shingles;
        }

        /** Whether the two share a bucket of a lower number: rows that are much alike share most of theirs. */
        boolean metBefore(InBucket other) {
            int mine = 0;
            int theirs = 0;
            while (buckets[mine] != other.buckets[theirs]) {
                if (buckets[mine] < other.buckets[theirs]) {
                    mine++;
                } else {
                    theirs++;
                }
            }
            return buckets[mine] < bucket;
        }

        Rank rank() {
            return RowCodec.of(Rank.class).fromRow(row.getAs(CleanedRow.RANK));
        }

        Identity identity() {
            if (identity == null) {
                identity = RowCodec.of(Identity.class).fromRow(row.getAs("identity"));
            }
            return identity;
        }
    }
}
