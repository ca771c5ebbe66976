package dev.atelier;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test run: {@code local[2]}, no UI. */
public final class SparkSessions {
    private static final SparkSession SHARED = SparkSession.builder()
            .appName("atelier-tests")
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.warehouse.dir", "target/spark-warehouse")
            .getOrCreate();

    private SparkSessions() {}

    public static SparkSession shared() {
        return SHARED;
    }
}
