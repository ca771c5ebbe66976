package dev.atelier;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.atelier.clean.CleanConf;
import dev.atelier.collect.CollectConf;
import dev.atelier.pipeline.ConfReader;
import dev.atelier.plan.PlanConf;
import java.nio.file.Path;
import java.util.Map;

/** The sample catalogue, as the demo's own configuration reads it. */
final class SampleCatalogue {
    private static final Path ROOT = Path.of(System.getProperty("atelier.root"));
    static final Path FATES = ROOT.resolve("data-samples/catalogue/expected-fates.csv");

    private SampleCatalogue() {}

    static CollectConf collect() {
        return ConfReader.read(demo().getConfig("collect"), CollectConf.class);
    }

    static CleanConf clean() {
        return ConfReader.read(demo().getConfig("clean"), CleanConf.class);
    }

    static PlanConf plan() {
        return ConfReader.read(demo().getConfig("plan"), PlanConf.class);
    }

    private static Config demo() {
        Map<String, String> variables = Map.of("ATELIER_ROOT", ROOT.toString());
        return ConfigFactory.parseFile(ROOT.resolve("conf/demo.conf").toFile())
                .resolveWith(ConfigFactory.parseMap(variables));
    }
}
