package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.udf.Outcome;
import dev.atelier.udf.OutcomeCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Parquet file to outcomes of its rows; numbered by Parquet's own row index, so that splits do not matter. */
final class ParquetRows {
    /** https://github.com/apache/parquet-format: a file starts and ends with these four bytes. */
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = LoggerFactory.getLogger(ParquetRows.class);

    private ParquetRows() {}

    static Dataset<Row> read(SparkSession spark, SourceFile file, SourceConf conf, Configuration hadoop) {
        RowMaker rows = new RowMaker(file.name(), conf);
        OutcomeCodec<RawItem> codec = OutcomeCodec.of(RawItem.class);
        Optional<StructType> schema = schema(spark, file, hadoop);
        if (schema.isEmpty()) {
            Row failure = codec.toRow(rows.failed(1, "unreadable_file", "and all after it: not a Parquet file", ""));
            return spark.createDataFrame(List.of(failure), codec.schema());
        }
        Dataset<Row> table = spark.read().schema(schema.get()).parquet(file.path());
        List<String> wanted = new ArrayList<>(RowMaker.columns(conf).values());
        wanted.addAll(conf.attributes().values());
        List<String> there = wanted.stream()
                .distinct()
                .filter(c -> hasColumn(table.schema(), c))
                .sorted()
                .toList();
        List<Column> columns = new ArrayList<>();
        columns.add(functions.col("_metadata.row_index").plus(1).cast("long"));
        there.forEach(c -> columns.add(functions.col(c).cast("string").as(c)));
        return table.select(columns.toArray(Column[]::new)).map(new ToOutcome(rows, there), codec.encoder());
    }

    /** {@code specs.colour} is column colour of struct specs. */
    static boolean hasColumn(StructType schema, String path) {
        int dot = path.indexOf('.');
        String head = dot < 0 ? path : path.substring(0, dot);
        if (!List.of(schema.fieldNames()).contains(head)) {
            return false;
        }
        return dot < 0
                || (schema.apply(head).dataType() instanceof StructType inner
                        && hasColumn(inner, path.substring(dot + 1)));
    }

    /** The file's schema from its footer; empty if it has none that can be read. */
    static Optional<StructType> schema(SparkSession spark, SourceFile file, Configuration hadoop) {
        if (!isParquet(file.path(), hadoop)) {
            return Optional.empty();
        }
        try {
            return Optional.of(spark.read().parquet(file.path()).schema());
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            LOG.debug("{} has no footer that can be read; its own outcome will say so", file.path(), e);
            return Optional.empty();
        }
    }

    private static boolean isParquet(String path, Configuration hadoop) {
        Path at = new Path(path);
        try (FSDataInputStream in = at.getFileSystem(hadoop).open(at)) {
            long length = at.getFileSystem(hadoop).getFileStatus(at).getLen();
            byte[] tail = new byte[MAGIC.length];
            if (length < 2L * MAGIC.length) {
                return false;
            }
            in.readFully(length - MAGIC.length, tail);
            return java.util.Arrays.equals(tail, MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    private static final class ToOutcome implements MapFunction<Row, Row> {
        private static final long serialVersionUID = 1L;
        private final RowMaker rows;
        private final List<String> columns;

        ToOutcome(RowMaker rows, List<String> columns) {
            this.rows = rows;
            this.columns = columns;
        }

        @Override
        public Row call(Row row) {
            Outcome<RawItem> outcome = rows.item(
                    row.getLong(0),
                    row.mkString("\t"),
                    c -> columns.contains(c) ? row.getString(1 + columns.indexOf(c)) : null,
                    List.of());
            return OutcomeCodec.of(RawItem.class).toRow(outcome);
        }
    }
}
