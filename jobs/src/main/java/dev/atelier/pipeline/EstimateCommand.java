package dev.atelier.pipeline;

import com.typesafe.config.Config;
import dev.atelier.stage.ConfError;
import java.io.File;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Command {@code estimate}. */
@Command(
        name = "estimate",
        mixinStandardHelpOptions = true,
        description = "Says what a run would ask for and cost, before anything is made.")
final class EstimateCommand implements Callable<Integer> {
    @Option(names = "--conf", required = true, paramLabel = "FILE", description = "HOCON, as run reads it")
    private File conf;

    @Option(names = "--set", paramLabel = "key=value", description = "goes before the file; may be repeated")
    private List<String> settings;

    @Option(
            names = "--sample",
            paramLabel = "ITEMS",
            description = "really runs so many items, rounds and all, and says what the whole would take")
    private Integer sample;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "new folder for what the estimate writes and then deletes, where executors reach it; default a"
                            + " local one")
    private String work;

    @Override
    public Integer call() {
        if (sample != null && sample < 1) {
            throw new ConfError("Invalid --sample: " + sample + " (must be 1 or more items)");
        }
        Config config = RunConf.parse(conf, settings == null ? List.of() : settings);
        new Estimate(config, sample, Terminal.of(System.err)).tell(work, Terminal.of(System.out));
        return 0;
    }
}
