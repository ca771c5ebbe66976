package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SessionTest {
    @Test
    void thousandsOfExecutorsSayLessOftenThatTheyLive() {
        assertThat(heartbeat()).isEqualTo(2);
        assertThat(heartbeat("spark.executor.instances", "2000")).isEqualTo(2);
        assertThat(heartbeat("spark.executor.instances", "5000")).isEqualTo(5);
        assertThat(heartbeat("spark.dynamicAllocation.maxExecutors", "10000")).isEqualTo(10);
        assertThat(heartbeat("spark.cores.max", "24000", "spark.executor.cores", "4"))
                .isEqualTo(6);
        assertThat(heartbeat("spark.executor.instances", "1000000")).isEqualTo(10);
    }

    private static int heartbeat(String... settings) {
        SparkConf conf = new SparkConf(false);
        for (int i = 0; i < settings.length; i += 2) {
            conf.set(settings[i], settings[i + 1]);
        }
        return Session.heartbeatSeconds(conf);
    }
}
