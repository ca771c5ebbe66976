package dev.atelier.worker;

import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockManagerId;
import scala.collection.Iterable;
import scala.collection.Iterator;

/** Which executors the driver believes to be alive; asked by a task. */
final class LiveExecutors {
    private LiveExecutors() {}

    /** The executor that this is; {@code driver} in a local run and outside Spark. */
    static String here() {
        return SparkEnv.get() == null ? "driver" : SparkEnv.get().executorId();
    }

    static boolean isAlive(String executor) {
        if (executor.equals(here())) {
            return true;
        }
        BlockManager blocks = SparkEnv.get().blockManager();
        Iterable<BlockManagerId> others = blocks.master().getPeers(blocks.blockManagerId());
        Iterator<BlockManagerId> each = others.iterator();
        while (each.hasNext()) {
            if (each.next().executorId().equals(executor)) {
                return true;
            }
        }
        return false;
    }
}
