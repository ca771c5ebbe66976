package dev.atelier.sql;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructType;

/** The rows of one run's table; reads the columns that a query asks for. */
final class RunRelation extends BaseRelation implements PrunedScan {
    private final SQLContext context;
    private final Dataset<Row> rows;

    RunRelation(SQLContext context, Dataset<Row> rows) {
        this.context = context;
        this.rows = rows;
    }

    @Override
    public SQLContext sqlContext() {
        return context;
    }

    @Override
    public StructType schema() {
        return rows.schema();
    }

    @Override
    public RDD<Row> buildScan(String[] requiredColumns) {
        return rows.select(Arrays.stream(requiredColumns)
                        .map(name -> col("`" + name + "`"))
                        .toArray(Column[]::new))
                .rdd();
    }
}
