package dev.atelier.pipeline;

import dev.atelier.stage.Place;
import dev.atelier.stage.Tables;
import dev.atelier.upkeep.Folder;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** Work on a folder of runs while no run is at work in it. */
final class Upkeep {
    private Upkeep() {}

    /** @throws dev.atelier.stage.ConfError if it is none, or a run is at work */
    static void in(String out, Consumer<Folder> work) {
        Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
        Place place = OutputFolder.existing(out, hadoop);
        SparkSession spark = Session.forUpkeep();
        RunLock lock = null;
        try {
            lock = RunLock.take(place, spark::stop);
            new Tables(spark, place).folder().clearPending(); // of runs that were killed
            work.accept(new Folder(spark, place));
        } finally {
            spark.stop();
            if (lock != null) {
                lock.close();
            }
        }
    }
}
