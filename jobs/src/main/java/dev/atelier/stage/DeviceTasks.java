package dev.atelier.stage;

import java.util.Iterator;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Tasks that work on a device: one for each GPU that executors have, while all other stages use every core. Holds where
 * {@code spark.executor.resource.gpu.amount} is set and {@code spark.task.resource.gpu.amount} is not: with the second, every
 * task of every stage takes that share of a GPU.
 */
public final class DeviceTasks {
    private static final String GPU = "gpu";

    private DeviceTasks() {}

    /** Rows through a function that works on a device. */
    public static Dataset<Row> map(Dataset<Row> rows, MapPartitionsFunction<Row, Row> function, StructType columns) {
        SparkSession spark = rows.sparkSession();
        if (!holds(spark.sparkContext().getConf())) {
            return rows.mapPartitions(function, Encoders.row(columns));
        }
        JavaRDD<Row> answered = rows.toJavaRDD()
                .mapPartitions((Iterator<Row> partition) -> function.call(partition))
                .withResources(oneGpu());
        return spark.createDataFrame(answered, columns);
    }

    static boolean holds(SparkConf conf) {
        return conf.getInt("spark.executor.resource.gpu.amount", 0) > 0
                && !conf.contains("spark.task.resource.gpu.amount")
                && !conf.get("spark.master", "").startsWith("local[");
    }

    private static ResourceProfile oneGpu() {
        return new ResourceProfileBuilder()
                .require(new TaskResourceRequests().resource(GPU, 1))
                .build();
    }
}
